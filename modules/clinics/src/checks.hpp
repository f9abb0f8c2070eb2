#pragma once
// What one field alone cannot tell: rules between fields, and between a request and what is stored.

#include "clinics/clinics.hpp"

#include "platform/core/result.hpp"
#include "platform/db/tx.hpp"

namespace clinic::auth {
class Directory;
struct User;
enum class Role;
}

namespace clinic::clinics {

/// Gathers wrong fields, so that all of them are told at once.
class Faults {
public:
    void add(std::string pointer, std::string code, Text detail);
    [[nodiscard]] bool any() const { return !errors_.empty(); }
    /// The 422.
    [[nodiscard]] std::unexpected<Problem> refusal() &&;

private:
    std::vector<FieldError> errors_;
};

[[nodiscard]] Faults faults_of(const SiteDetails&);
[[nodiscard]] Faults faults_of(const ClosureDetails&);
/// `self`: the practitioner who is edited, or an empty id.
[[nodiscard]] Faults faults_of(
    db::Tx&, const auth::Directory&, const PractitionerDetails&, PractitionerId self);
[[nodiscard]] Faults faults_of(db::Tx&, const VisitTypeDetails&);
[[nodiscard]] Faults faults_of(const auth::Directory&, std::span<const UserId> staff);
/// As what somebody shall work at a site.
[[nodiscard]] Faults faults_of(const auth::User&, std::span<const auth::Role>);

} // namespace clinic::clinics
