// Patients see who read their record: their own, and nobody else's.

#include "handlers.hpp"
#include "store.hpp"

#include "patients/patients.hpp"

#include <algorithm>
#include <array>

namespace clinic::admin {
namespace {

struct Sort {
    std::string_view section;
    AccessKind kind;
};

/// By the part of an operation's name before the point.
AccessKind kind_of(std::string_view action)
{
    using enum AccessKind;
    static constexpr std::array sorts{Sort{"patients", identity}, Sort{"break_glass", opening},
        Sort{"record", record}, Sort{"allergies", record}, Sort{"problems", record},
        Sort{"medications", record}, Sort{"immunizations", record}, Sort{"vitals", record},
        Sort{"consents", record}, Sort{"history", record}, Sort{"appointments", visits},
        Sort{"consultations", notes}, Sort{"documents", documents}, Sort{"billing", bills}};
    const auto found = std::ranges::find(sorts, action.substr(0, action.find('.')), &Sort::section);
    return found == sorts.end() ? other : found->kind;
}

Access access_of(const store::Entry& entry, const std::vector<patients::Opening>& openings)
{
    Access access{entry.at, entry.actor_name.value_or(""),
        auth::roles_of(static_cast<http::Roles>(entry.actor_roles)), kind_of(entry.action), {}};
    const auto opening = std::ranges::find_if(openings, [&](const patients::Opening& one) {
        return one.user == entry.actor_id && one.opened_at <= entry.at && entry.at < one.closes_at;
    });
    if (opening != openings.end()) access.reason = opening->reason;
    return access;
}

} // namespace

Result<http::Page<Access>> Accesses::list(http::Context& cx, const ListAccesses& in)
{
    if (!parts_.patients.owns(cx.user(), in.id)) return not_found();
    const auto after = http::start_after(in.page, 1);
    if (!after) return std::unexpected(after.error());
    cx.subject("patient", in.id.view());
    auto found = http::page_of(
        store::accesses(cx.tx, in.id.view(), cx.user().user, after->front(), in.page.limit + 1),
        in.page, [](const store::Entry& entry) { return std::vector{entry.id.str()}; });
    const auto openings = parts_.patients.openings(in.id);
    http::Page<Access> page{{}, std::move(found.next), {}};
    for (const auto& entry : found.items) page.items.push_back(access_of(entry, openings));
    return page;
}

} // namespace clinic::admin
