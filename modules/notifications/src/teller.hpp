#pragma once
// Puts news into somebody's centre: once for each (person, subject, kind), and not when they have switched such news off.

#include "news.hpp"

namespace clinic::notifications {

/// What is told, whoever is told of it.
struct Told {
    std::string subject; ///< what is told once
    Kind kind = Kind::booked;
    Facts facts{};
};

class Teller {
public:
    Teller(const Clock& clock, News& news) : clock_(clock), news_(news) {}

    /// In the listener's transaction; the bell on open pages rings after its commit.
    void tell(db::Tx& tx, const Recipient& to, const Told& told);

private:
    const Clock& clock_;
    News& news_;
};

} // namespace clinic::notifications
