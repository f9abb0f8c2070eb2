#include "api.hpp"
#include "checks.hpp"
#include "store.hpp"

namespace clinic::clinics {

Result<http::Page<VisitType>> Handlers::visit_types(http::Context& cx, const ListVisitTypes& in)
{
    const auto after = http::start_after(in.page, 2);
    if (!after) return std::unexpected(after.error());
    const store::VisitTypeFilter filter{in.practitioner, in.archived};
    auto rows = store::visit_types(cx.tx, filter, {(*after)[0], (*after)[1], in.page.limit + 1});
    auto page = http::page_of(std::move(rows), in.page,
        [](const VisitType& type) { return std::vector{store::sort_key(type), type.id.str()}; });
    if (in.page.count) page.total = store::count_visit_types(cx.tx, filter);
    return page;
}

Result<VisitType> Handlers::visit_type(http::Context& cx, const ByVisitType& in)
{
    auto type = store::visit_type(cx.tx, in.id);
    if (!type) return not_found();
    return *std::move(type);
}

Result<VisitType> Handlers::add_visit_type(http::Context& cx, const VisitTypeDetails& in)
{
    if (auto faults = faults_of(cx.tx, in); faults.any()) return std::move(faults).refusal();
    VisitType type{in};
    type.id = VisitTypeId::fresh();
    store::insert(cx.tx, type);
    tell(cx, Thing::visit_type, type.id);
    return type;
}

Result<VisitType> Handlers::edit_visit_type(http::Context& cx, const EditVisitType& in)
{
    const auto type = store::visit_type(cx.tx, in.id);
    if (!type) return not_found();
    if (cx.stale(type->version)) return stale();
    if (auto faults = faults_of(cx.tx, in); faults.any()) return std::move(faults).refusal();
    store::update(cx.tx, in.id, in, in.archived.value_or(type->archived));
    tell(cx, Thing::visit_type, in.id);
    return *store::visit_type(cx.tx, in.id);
}

Result<Nothing> Handlers::archive_visit_type(http::Context& cx, const ByVisitType& in)
{
    const auto type = store::visit_type(cx.tx, in.id);
    if (!type) return not_found();
    if (cx.stale(type->version)) return stale();
    if (type->archived) return Nothing{};
    store::archive(cx.tx, in.id);
    tell(cx, Thing::visit_type, in.id);
    return Nothing{};
}

} // namespace clinic::clinics
