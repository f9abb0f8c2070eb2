#pragma once
// How figures come in: by events as things happen, and once, page by page, what was there before.

#include "store.hpp"

#include "coaching/coaching.hpp"
#include "reporting/reporting.hpp"

#include "platform/bus/bus.hpp"

#include <stop_token>

namespace clinic::reporting {

class Intake {
public:
    explicit Intake(const Neighbours& neighbours) : at_(neighbours), calendar_(neighbours.clinics)
    {
    }

    void listen(bus::Bus& bus);

    /// Takes in one page of what is missing; false when nothing is.
    bool take_a_page();
    void take_all(const std::stop_token& stop);
    void forget_everything();

private:
    /// What is known of a visit, from an event or from the book.
    void take(db::Tx& tx, const appointments::Fact& fact);
    void take(db::Tx& tx, patients::PatientId patient, Instant since);
    void take(db::Tx& tx, const billing::Invoice& invoice);
    void take(db::Tx& tx, const billing::Payment& payment);
    void take(db::Tx& tx, const coaching::Coaching::Trace& post);
    void listen_to_visits(bus::Bus& bus);
    void listen_to_money(bus::Bus& bus);
    void listen_to_posts(bus::Bus& bus);

    /// Reads the page after `last`; the last id of a full page, or nothing when these were the last ones.
    using Page = std::optional<std::string> (Intake::*)(db::Tx& tx, const std::string& last);
    [[nodiscard]] std::optional<std::string> visits_after(db::Tx& tx, const std::string& last);
    [[nodiscard]] std::optional<std::string> patients_after(db::Tx& tx, const std::string& last);
    [[nodiscard]] std::optional<std::string> invoices_after(db::Tx& tx, const std::string& last);
    [[nodiscard]] std::optional<std::string> payments_after(db::Tx& tx, const std::string& last);
    [[nodiscard]] std::optional<std::string> posts_after(db::Tx& tx, const std::string& last);
    struct Part {
        const char* name;
        Page page;
    };
    static const std::vector<Part>& parts();

    const Neighbours& at_;
    Calendar calendar_;
};

} // namespace clinic::reporting
