// The module's public class: how its parts stand together.

#include "reporting/reporting.hpp"

#include "handlers.hpp"
#include "intake.hpp"

#include "auth/auth.hpp"

#include "platform/http/router.hpp"
#include "platform/log/log.hpp"

#include <thread>

namespace clinic::reporting {
namespace {

constexpr int longest_days = 731;

} // namespace

struct Reporting::Parts {
    explicit Parts(const Neighbours& neighbours)
        : at(neighbours), intake(at), handlers(at.clinics, at.appointments)
    {
        intake.listen(at.bus);
    }
    Neighbours at;
    Intake intake;
    Handlers handlers;
    std::jthread taking_in;
};

Reporting::Reporting(const Neighbours& neighbours) : parts_(std::make_unique<Parts>(neighbours)) {}
Reporting::~Reporting() = default;

void Reporting::mount(http::Router& router)
{
    constexpr auto active = allow::admin | allow::receptionist | allow::practitioner | allow::coach;
    constexpr auto csv = http::step_up_when("format", "csv");
    auto routes = router.section("Reports", parts_->handlers);
    routes.get<&Handlers::activity>(
        "/api/reports/activity", {"Visits, no-shows, occupancy, lead time", active, csv});
    routes.get<&Handlers::patients>(
        "/api/reports/patients", {"New patients, and how many came", allow::admin, csv});
    routes.get<&Handlers::finance>("/api/reports/finance",
        {"Money taken, given back, invoiced", allow::admin | allow::accountant, csv});
    routes.get<&Handlers::community>(
        "/api/reports/community", {"Posts, comments and likes", allow::admin, csv});
}

void Reporting::start()
{
    // What is little is there when the first page is served; a clinic of many years does not wait for it.
    for (int page = 0; page < 8; ++page) {
        if (!parts_->intake.take_a_page()) return;
    }
    parts_->taking_in = std::jthread([this](const std::stop_token& stop) {
        try {
            parts_->intake.take_all(stop);
        } catch (const std::exception& error) {
            // Nothing is lost: the next start goes on where this one stopped.
            log::error("reporting.intake_stopped", {{"what", log::trusted(error.what())}});
        }
    });
}

void Reporting::stop()
{
    if (!parts_->taking_in.joinable()) return;
    parts_->taking_in.request_stop();
    parts_->taking_in.join();
}

void Reporting::rebuild()
{
    stop();
    parts_->intake.forget_everything();
    parts_->intake.take_all({});
}

Result<Nothing> Handlers::check_period(const ReportQuery& in)
{
    if (in.until < in.from) {
        return invalid("until", "range",
            {"La fin de la période vient après son début.", "The period ends after it begins."});
    }
    if (in.until.days - in.from.days > longest_days) {
        return invalid(
            "until", "range", {"Choisissez au plus deux ans.", "Choose two years at most."});
    }
    return Nothing{};
}

} // namespace clinic::reporting
