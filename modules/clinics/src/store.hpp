#pragma once
// Rows and SQL. Every list is one page, in the order of its key.

#include "clinics/clinics.hpp"

#include "platform/db/tx.hpp"

namespace clinic::clinics::store {

/// Where a page starts, and how many rows to look for.
struct Window {
    std::string after_key{};
    std::string after_id{};
    int rows = 1'000'000;
};

/// What lists are sorted by: names without accents or capitals.
[[nodiscard]] std::string sort_key(const SiteDetails&);
[[nodiscard]] std::string sort_key(const PractitionerDetails&);
[[nodiscard]] std::string sort_key(const VisitTypeDetails&);

[[nodiscard]] std::optional<Site> site(db::Tx&, SiteId);
[[nodiscard]] std::vector<Site> sites(db::Tx&, bool archived_too, const Window& = {});
[[nodiscard]] std::int64_t count_sites(db::Tx&, bool archived_too);
void insert(db::Tx&, const Site&);
void update(db::Tx&, SiteId, const SiteDetails&, bool archived);
void archive(db::Tx&, SiteId);

[[nodiscard]] std::vector<Closure> closures(db::Tx&, SiteId, const Window&);
[[nodiscard]] std::vector<Closure> closures_between(
    db::Tx&, SiteId, LocalDate first, LocalDate last);
[[nodiscard]] std::int64_t count_closures(db::Tx&, SiteId);
void insert(db::Tx&, const Closure&);
[[nodiscard]] bool remove(db::Tx&, SiteId, ClosureId);

/// Archived ones too.
[[nodiscard]] std::optional<Room> room(db::Tx&, RoomId);
[[nodiscard]] std::vector<Room> rooms(db::Tx&, SiteId, bool archived_too, const Window&);
[[nodiscard]] std::vector<Room> active_rooms(db::Tx&, SiteId);
[[nodiscard]] std::int64_t count_rooms(db::Tx&, SiteId, bool archived_too);
/// False when the site has a room of that name.
[[nodiscard]] bool insert(db::Tx&, const Room&);
[[nodiscard]] bool update(db::Tx&, RoomId, const RoomDetails&, bool archived);
void archive(db::Tx&, RoomId);

// store_staff.cpp. Roles are bits; none: all that the account has.
struct Member {
    UserId user;
    std::int64_t roles = 0;
    static constexpr auto schema = api::object(
        api::field("user_id", &Member::user, ""), api::field("roles", &Member::roles, ""));
};
struct Duty {
    SiteId site;
    std::int64_t roles = 0;
    static constexpr auto schema = api::object(
        api::field("site_id", &Duty::site, ""), api::field("roles", &Duty::roles, ""));
};
[[nodiscard]] std::vector<Member> staff(db::Tx&, SiteId);
/// Who stays keeps their roles there.
void set_staff(db::Tx&, SiteId, std::span<const UserId>);
void put(db::Tx&, SiteId, const Member&);
[[nodiscard]] bool remove(db::Tx&, SiteId, UserId);
[[nodiscard]] std::vector<Duty> duties_of(db::Tx&, UserId);

struct PractitionerFilter {
    std::optional<SiteId> site{};
    std::optional<PractitionerKind> kind{};
    bool archived_too = false;
};
[[nodiscard]] std::optional<Practitioner> practitioner(db::Tx&, PractitionerId);
[[nodiscard]] std::optional<Practitioner> practitioner_of(db::Tx&, UserId);
[[nodiscard]] std::vector<Practitioner> practitioners(
    db::Tx&, const PractitionerFilter& = {}, const Window& = {});
[[nodiscard]] std::int64_t count_practitioners(db::Tx&, const PractitionerFilter&);
void insert(db::Tx&, const Practitioner&);
void update(db::Tx&, PractitionerId, const PractitionerDetails&, bool archived);
void archive(db::Tx&, PractitionerId);

struct VisitTypeFilter {
    std::optional<PractitionerId> practitioner{};
    bool archived_too = false;
};
[[nodiscard]] std::optional<VisitType> visit_type(db::Tx&, VisitTypeId);
[[nodiscard]] std::vector<VisitType> visit_types(
    db::Tx&, const VisitTypeFilter& = {}, const Window& = {});
[[nodiscard]] std::int64_t count_visit_types(db::Tx&, const VisitTypeFilter&);
void insert(db::Tx&, const VisitType&);
void update(db::Tx&, VisitTypeId, const VisitTypeDetails&, bool archived);
void archive(db::Tx&, VisitTypeId);

} // namespace clinic::clinics::store
