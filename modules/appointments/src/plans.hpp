#pragma once
// The usual weeks of practitioners, and the holidays on which they may rest: asked for at every booking, and changed a few
// times a year.

#include "holidays.hpp"
#include "store.hpp"

#include "platform/db/cache.hpp"

namespace clinic::appointments {

class Plans {
public:
    explicit Plans(Holidays known) : holidays(std::move(known)) {}

    const Holidays holidays;

    [[nodiscard]] Availability of(db::Tx& tx, clinics::PractitionerId practitioner)
    {
        return kept_.find(tx, practitioner, [&] { return store::availability(tx, practitioner); });
    }
    void set(db::Tx& tx, const Availability& plan)
    {
        changes_.changed(tx);
        store::set_availability(tx, plan);
    }

private:
    db::Changes changes_;
    db::Cache<clinics::PractitionerId, Availability> kept_{changes_};
};

} // namespace clinic::appointments
