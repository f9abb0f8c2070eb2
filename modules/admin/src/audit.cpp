#include "handlers.hpp"
#include "store.hpp"

namespace clinic::admin {
namespace {

std::optional<std::string> unless_empty(std::string_view text)
{
    return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

AuditRow row_of(store::Entry entry)
{
    return {entry.id, entry.kind, entry.at, entry.actor_id, std::move(entry.actor_name),
        auth::roles_of(static_cast<http::Roles>(entry.actor_roles)), std::move(entry.action),
        std::move(entry.subject_kind), std::move(entry.subject_id), std::move(entry.detail),
        std::move(entry.address), std::move(entry.request_id), entry.outcome};
}

struct Why {
    std::string reason;
    static constexpr auto schema = api::object(api::field("reason", &Why::reason, ""));
};

/// A refused log-in changes nothing and so has no transaction of its own to be written in: it comes
/// as an event.
void note_refused_login(db::Tx& tx, const auth::LoginRefused& event)
{
    store::Entry entry;
    entry.id = AuditId::fresh();
    entry.at = event.at;
    entry.action = auth::LoginRefused::event_name;
    if (event.user) {
        entry.subject_kind = "user";
        entry.subject_id = event.user->str();
    }
    entry.detail = api::to_json(Why{event.reason});
    entry.address = event.address;
    entry.request_id = event.request_id;
    entry.outcome = Outcome::refused;
    store::add(tx, entry, {});
}

} // namespace

Admin::Admin(db::Database& database, bus::Bus& bus, const auth::Directory& users, Options options,
    Counters counters)
    : parts_(new Parts{database, bus, users, std::move(options), std::move(counters)})
{
    bus.listen<auth::LoginRefused>("admin.note_refused_login", note_refused_login);
}

Admin::~Admin() = default;

void Admin::record(db::Tx& tx, const http::Deed& deed)
{
    store::Entry entry;
    entry.id = AuditId::fresh();
    entry.kind = deed.kind == http::DeedKind::read ? AuditKind::read : AuditKind::write;
    entry.at = deed.at;
    if (deed.actor != nullptr) {
        entry.actor_id = deed.actor->user;
        entry.actor_name = deed.actor->name;
        entry.actor_roles = deed.actor->roles;
    }
    entry.action = deed.action;
    entry.subject_kind = unless_empty(deed.subject_kind);
    entry.subject_id = unless_empty(deed.subject_id);
    entry.detail = unless_empty(deed.detail);
    entry.address = deed.address;
    entry.request_id = deed.request_id;
    store::add(
        tx, entry, deed.actor != nullptr ? std::optional(deed.actor->session) : std::nullopt);
}

Result<http::Page<AuditRow>> Handlers::audit(http::Context& cx, const ListAudit& in)
{
    const auto after = http::start_after(in.page, 1);
    if (!after) return std::unexpected(after.error());
    auto found = http::page_of(store::list(cx.tx, in, after->front()), in.page,
        [](const store::Entry& entry) { return std::vector{entry.id.str()}; });
    http::Page<AuditRow> page{{}, std::move(found.next), {}};
    for (auto& entry : found.items) page.items.push_back(row_of(std::move(entry)));
    if (in.page.count) page.total = store::count(cx.tx, in);
    return page;
}

} // namespace clinic::admin
