#pragma once
// People around a feed: two patients, a coach with a page, an admin. It is Monday 1 June 2026, 8:00 in Paris.

#include "support/test_clinic.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace clinic::coaching {

struct Parlour {
    test::TestClinic clinic;
    test::Visitor admin;
    test::Visitor coach;
    test::Visitor zoe;
    test::Visitor leo;
    CoachId coach_id;
    clinics::VisitTypeId type;
    SpecialtyId nutrition;

    Parlour()
        : clinic(),
          admin(at_eight(clinic).sign_in(Role::admin)),
          coach(clinic.sign_in(Role::coach)),
          zoe(clinic.sign_in(Role::patient)),
          leo(clinic.sign_in(Role::patient))
    {
        clinics::SiteDetails site;
        site.name = "Cabinet des Lilas";
        site.address = {"1 rue des Lilas", {}, "75020", "Paris", "FR"};
        clinics::PractitionerDetails details;
        details.user = coach.user();
        details.kind = clinics::PractitionerKind::coach;
        details.first_name = "Marc";
        details.last_name = "Rivière";
        details.specialty = "Nutrition";
        details.languages = {"fr"};
        details.sites = {clinic->clinics.add_site(site)};
        coach_id = clinic->clinics.add_practitioner(details);
        clinics::VisitTypeDetails visit;
        visit.name = "Séance";
        visit.duration_minutes = 60;
        visit.price = {6000, "EUR"};
        visit.modes = {clinics::VisitMode::on_site};
        visit.practitioners = {coach_id};
        type = clinic->clinics.add_visit_type(visit);
        nutrition = clinic->coaching.add_specialty({"Nutrition", "Nutrition", "nutrition"});
        clinic.settle();
        (void)clinic.events();
    }

    static test::TestClinic& at_eight(test::TestClinic& clinic)
    {
        clinic->clock.set(*Instant::parse("2026-06-01T06:00:00Z"));
        return clinic;
    }

    void publish()
    {
        ProfileDetails details;
        details.headline = "Manger mieux";
        details.about = "Sans se priver.";
        details.specialties = {nutrition};
        details.languages = {"fr", "en"};
        details.published = true;
        clinic->coaching.set_profile(coach_id, details);
    }

    /// A post's path.
    [[nodiscard]] std::string posted(test::Visitor& author, std::string_view text = "Bonjour")
    {
        const auto reply = author.post("/api/posts", fmt::format(R"({{"text":"{}"}})", text));
        REQUIRE_MESSAGE(reply.status == 201, reply.body);
        return "/api/posts/" + reply.json("/id");
    }
    [[nodiscard]] std::string commented(
        test::Visitor& author, const std::string& post, std::string_view text = "Merci")
    {
        const auto reply = author.post(post + "/comments", fmt::format(R"({{"text":"{}"}})", text));
        REQUIRE_MESSAGE(reply.status == 201, reply.body);
        return post + "/comments/" + reply.json("/id");
    }
    void minute_passes() { clinic->clock.set(clinic->clock.now().plus_seconds(30)); }
};

} // namespace clinic::coaching
