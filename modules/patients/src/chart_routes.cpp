// The route table of the medical record: five rows for each section, made of its About<>.

#include "chart_section.hpp"

#include "auth/auth.hpp"

namespace clinic::patients {
namespace {

constexpr auto carers = allow::practitioner | allow::admin; // an admin by break-glass alone
constexpr auto and_own = allow::patient | allow::coach;

template <class T> void mount_section(http::Router& router, std::string title)
{
    using H = SectionHandlers<T>;
    using It = About<T>;
    static H handlers; // holds nothing
    const auto path = "/api/patients/{id}/" + std::string(It::section);
    const auto one = path + "/{entry_id}";
    const auto readers = It::shared ? carers | and_own : carers;
    const auto writers = It::by_patient ? allow::practitioner | and_own : allow::practitioner;
    auto routes = router.section(std::move(title), handlers);
    routes.template get<&H::list>(path, {"The entries, newest first", readers});
    routes.template post<&H::add>(path, {"Write an entry", writers, http::created});
    routes.template put<&H::replace>(one, {"Correct an entry", allow::practitioner});
    routes.template del<&H::strike_out>(
        one, {"Strike an entry out; it stays readable", allow::practitioner});
    routes.template get<&H::former>(
        one + "/former", {"What an entry was before, newest first", readers});
}

} // namespace

void mount_sections(http::Router& router)
{
    mount_section<Allergy>(router, "Allergies");
    mount_section<Condition>(router, "Problems");
    mount_section<Medication>(router, "Medications");
    mount_section<Immunization>(router, "Immunizations");
    mount_section<Vitals>(router, "Vitals");
    mount_section<Consent>(router, "Consents");
    mount_section<HistoryNote>(router, "History");
}

} // namespace clinic::patients
