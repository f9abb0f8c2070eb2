#pragma once
// A believable French clinic, always relative to today: 2 sites, 6 practitioners, 2 coaches, 400 patients, and (unless
// told otherwise) 3 months of visits. For showing and trying; never beside real data.

#include "clinic.hpp"

#include <string>

namespace clinic {

/// The data folder holds people already: a demo is made in an empty one.
struct NotEmpty : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Weeks of visits before today that a demo has; after it, one more.
constexpr int demo_weeks = 6;

/// Fills an empty clinic. Every account gets the password. Throws NotEmpty when there are users.
void make_demo(Clinic& clinic, const std::string& password, int weeks = demo_weeks);

/// One line per log-in, role and what they see first, with the password.
[[nodiscard]] std::string demo_logins(const std::string& password);

/// True when this data was made by make_demo: such a clinic is served on loopback only.
[[nodiscard]] bool is_demo(const Clinic& clinic);

} // namespace clinic
