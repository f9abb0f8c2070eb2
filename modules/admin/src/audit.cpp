#include "audit_rows.hpp"
#include "handlers.hpp"
#include "store.hpp"

namespace clinic::admin {
namespace {

std::optional<std::string> unless_empty(std::string_view text)
{
    return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

struct Why {
    std::string reason;
    static constexpr auto schema = api::object(api::field("reason", &Why::reason, ""));
};

/// What comes as an event, because there is no request whose transaction would write it.
Record record_of(std::string_view event, Instant at, std::optional<UserId> user)
{
    Record row;
    row.id = AuditId::fresh().str();
    row.at = at.ms;
    row.action = event;
    if (user) {
        row.subject_kind = "user";
        row.subject_id = user->str();
    }
    return row;
}

/// A refused log-in changes nothing.
Record record_of(const auth::LoginRefused& event)
{
    auto row = record_of(auth::LoginRefused::event_name, event.at, event.user);
    row.detail = api::to_json(Why{event.reason});
    row.address = event.address;
    row.request_id = event.request_id;
    row.outcome = api::spell(Outcome::refused);
    return row;
}

struct What {
    auth::OperatorAct act{};
    static constexpr auto schema = api::object(api::field("act", &What::act, ""));
};

/// At the command line nobody is signed in.
Record record_of(const auth::ByOperator& event)
{
    auto row = record_of(auth::ByOperator::event_name, event.at, event.user);
    row.detail = api::to_json(What{event.act});
    return row;
}

Record record_of(const http::Deed& deed)
{
    Record row;
    row.id = AuditId::fresh().str();
    row.kind = api::spell(deed.kind == http::DeedKind::read ? AuditKind::read : AuditKind::write);
    row.at = deed.at.ms;
    if (deed.actor != nullptr) {
        row.actor_id = unless_empty(deed.actor->user.view());
        row.session_id = unless_empty(deed.actor->session.view());
        row.actor_name = deed.actor->name;
        row.actor_roles = deed.actor->roles;
    }
    row.action = deed.action;
    row.subject_kind = unless_empty(deed.subject_kind);
    row.subject_id = unless_empty(deed.subject_id);
    row.detail = unless_empty(deed.detail);
    row.address = deed.address;
    row.request_id = deed.request_id;
    return row;
}

} // namespace

AuditRow row_of(store::Entry entry)
{
    return {entry.id, entry.kind, entry.at, entry.actor_id, std::move(entry.actor_name),
        auth::roles_of(static_cast<http::Roles>(entry.actor_roles)), std::move(entry.action),
        std::move(entry.subject_kind), std::move(entry.subject_id), std::move(entry.detail),
        std::move(entry.address), std::move(entry.request_id), entry.outcome};
}

Admin::Admin(db::Database& database, bus::Bus& bus, const Clock& clock,
    const auth::Directory& users, const patients::Patients& patients, Options options,
    Counters counters)
    : parts_(
          new Parts(database, bus, clock, users, patients, std::move(options), std::move(counters)))
{
    bus.announce<MassReading>();
    bus.listen<auth::LoginRefused>(
        "admin.note_refused_login", [this](db::Tx& tx, const auth::LoginRefused& event) {
            parts_->lanes.add(tx, record_of(event));
        });
    bus.listen<auth::ByOperator>(
        "admin.note_operator", [this](db::Tx& tx, const auth::ByOperator& event) {
            parts_->lanes.add(tx, record_of(event));
        });
}

Admin::~Admin() = default;

void Admin::start()
{
    parts_->notary.start();
    parts_->alarm->load(parts_->clock.now());
}

void Admin::stop()
{
    parts_->notary.stop();
}

std::int64_t Admin::purge_audit_before(const std::string& month)
{
    return parts_->notary.purge_before(month);
}

void Admin::sign_audit()
{
    (void)parts_->notary.checkpoint();
}

void Admin::record(db::Tx& tx, const http::Deed& deed)
{
    auto row = record_of(deed);
    parts_->alarm->watch(tx, row);
    parts_->lanes.add(tx, std::move(row));
}

void Admin::watch(const http::Principal& who, std::span<const http::Sight> seen, Instant now)
{
    parts_->alarm->watch(who, seen, now);
}

std::optional<Instant> Admin::must_prove_anew(UserId user) const
{
    return parts_->alarm->raised_since(user);
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
