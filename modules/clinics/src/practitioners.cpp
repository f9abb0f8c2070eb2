#include "api.hpp"
#include "checks.hpp"
#include "store.hpp"

namespace clinic::clinics {

Result<http::Page<Practitioner>> Handlers::practitioners(
    http::Context& cx, const ListPractitioners& in)
{
    const auto after = http::start_after(in.page, 2);
    if (!after) return std::unexpected(after.error());
    const store::PractitionerFilter filter{in.site, in.kind, in.archived};
    auto rows = store::practitioners(cx.tx, filter, {(*after)[0], (*after)[1], in.page.limit + 1});
    auto page = http::page_of(std::move(rows), in.page, [](const Practitioner& practitioner) {
        return std::vector{store::sort_key(practitioner), practitioner.id.str()};
    });
    if (in.page.count) page.total = store::count_practitioners(cx.tx, filter);
    return page;
}

Result<Practitioner> Handlers::practitioner(http::Context& cx, const ByPractitioner& in)
{
    auto practitioner = store::practitioner(cx.tx, in.id);
    if (!practitioner) return not_found();
    return *std::move(practitioner);
}

Result<Practitioner> Handlers::add_practitioner(http::Context& cx, const PractitionerDetails& in)
{
    if (auto faults = faults_of(cx.tx, people_, in, {}); faults.any()) {
        return std::move(faults).refusal();
    }
    Practitioner practitioner{in};
    practitioner.id = PractitionerId::fresh();
    store::insert(cx.tx, practitioner);
    tell(cx, Thing::practitioner, practitioner.id);
    return practitioner;
}

Result<Practitioner> Handlers::edit_practitioner(http::Context& cx, const EditPractitioner& in)
{
    const auto practitioner = store::practitioner(cx.tx, in.id);
    if (!practitioner) return not_found();
    if (cx.stale(practitioner->version)) return stale();
    if (auto faults = faults_of(cx.tx, people_, in, in.id); faults.any()) {
        return std::move(faults).refusal();
    }
    store::update(cx.tx, in.id, in, in.archived.value_or(practitioner->archived));
    tell(cx, Thing::practitioner, in.id);
    return *store::practitioner(cx.tx, in.id);
}

Result<Nothing> Handlers::archive_practitioner(http::Context& cx, const ByPractitioner& in)
{
    const auto practitioner = store::practitioner(cx.tx, in.id);
    if (!practitioner) return not_found();
    if (cx.stale(practitioner->version)) return stale();
    if (practitioner->archived) return Nothing{};
    store::archive(cx.tx, in.id);
    tell(cx, Thing::practitioner, in.id);
    return Nothing{};
}

} // namespace clinic::clinics
