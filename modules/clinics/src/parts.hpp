#pragma once
#include "api.hpp"

namespace clinic::clinics {

struct Clinics::Parts {
    db::Database& database;
    Handlers handlers;
};

} // namespace clinic::clinics
