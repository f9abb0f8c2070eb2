// What events tell of a visit: how it was and how it is.

#include "support/surgery.hpp"

namespace clinic::appointments {
namespace {

using test::Surgery;

/// The last event of that name, as it waits for its listeners.
std::string told(Surgery& at, const std::string& event)
{
    return at.clinic.database->read_now([&](db::Tx& tx) {
        return tx
            .one<std::string>(
                "SELECT body FROM bus_outbox WHERE event = :event ORDER BY id DESC LIMIT 1", event)
            .value_or("");
    });
}

} // namespace

TEST_CASE("events tell how a visit was and how it is; never what people wrote")
{
    Surgery at;
    at.clinic->bus.stop(); // so that they can be read
    const auto path = at.booked(at.noe_id);
    CHECK_FALSE(told(at, "appointments.booked").contains("\"before\""));
    const auto becomes = [&](const std::string& event, std::string_view before,
                             std::string_view now) {
        const auto body = told(at, event);
        CHECK_MESSAGE(body.contains(fmt::format(R"("before":"{}")", before)), body);
        CHECK_MESSAGE(body.contains(fmt::format(R"("status":"{}")", now)), body);
    };
    CHECK(at.desk.put(path, R"({"reason":"Mal au dos","mode":"video"})").status == 200);
    becomes("appointments.edited", "booked", "booked");
    const auto edited = told(at, "appointments.edited");
    CHECK_MESSAGE(edited.contains(R"("changed":["reason","mode"],"was_mode":"on_site")"), edited);
    CHECK_FALSE(edited.contains("dos"));
    CHECK(at.noe.post(path + "/confirm").status == 200);
    becomes("appointments.confirmed", "booked", "confirmed");
    CHECK(at.desk.post(path + "/move", R"({"starts_at":"2026-06-02T09:00:00Z"})").status == 200);
    const auto moved = told(at, "appointments.moved");
    CHECK(moved.contains(R"("starts_at":"2026-06-02T09:00:00Z")"));
    CHECK(moved.contains(R"("was_at":"2026-06-02T08:00:00Z")"));
    CHECK(at.desk.del(path + "?reason=Grippe").status == 200);
    becomes("appointments.cancelled", "confirmed", "cancelled");
    CHECK_FALSE(told(at, "appointments.cancelled").contains("Grippe"));
    at.clinic->bus.start();
}

} // namespace clinic::appointments
