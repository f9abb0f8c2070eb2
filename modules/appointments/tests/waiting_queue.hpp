#pragma once
// A surgery where people wait: what the tests of the waiting list have in common.

#include "support/surgery.hpp"

#include <algorithm>

namespace clinic::appointments {

constexpr std::string_view ten = "2026-06-02T08:00:00Z";
constexpr std::string_view list = "/api/waiting-list";

/// The surgery with Ana, who waits as Noé does.
struct Queue : test::Surgery {
    test::Visitor ana;
    patients::PatientId ana_id;

    Queue() : ana(clinic.sign_in(Role::patient))
    {
        ana_id = add_patient("Rival", "Ana", ana.user());
        clinic.settle();
        (void)clinic.events();
    }

    [[nodiscard]] std::string body(std::string_view more = "") const
    {
        return fmt::format(R"({{"site_id":"{}","visit_type_id":"{}","until":"2026-06-20"{}}})",
            site.view(), type.view(), more);
    }
    /// Its path.
    std::string waits(test::Visitor& who, std::string_view more = "")
    {
        const auto made = who.post(list, body(more));
        REQUIRE_MESSAGE(made.status == 201, made.body);
        return std::string(list) + "/" + made.json("/id");
    }
    void frees(const std::string& visit)
    {
        REQUIRE(desk.del(visit).status == 200);
        clinic.settle();
        later(60);
    }
    void later(std::int64_t seconds)
    {
        clinic->clock.advance_seconds(seconds);
        for (auto* who : {&desk, &noe, &ana, &admin}) *who = clinic.again(*who);
        clinic->appointments.tend_waiting_list();
        clinic.settle();
    }
    /// The path of what the wish is offered now; empty when it is nothing.
    std::string offer_of(test::Visitor& who, const std::string& wish)
    {
        const auto id = who.get(wish).json("/offer/id");
        return id.empty() || id == "null" ? std::string() : "/api/offers/" + id;
    }
    void all_at_once()
    {
        REQUIRE(desk.put(fmt::format("/api/waiting-rules/{}", site.view()),
                        R"({"manner":"all_at_once","answer_minutes":60})")
                    .status == 200);
    }
    bool has(const std::vector<std::string>& events, std::string_view name) const
    {
        return std::ranges::find(events, name) != events.end();
    }
};

} // namespace clinic::appointments
