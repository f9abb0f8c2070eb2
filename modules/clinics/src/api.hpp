#pragma once
// What the routes take, and their handlers.

#include "clinics/clinics.hpp"

#include "auth/auth.hpp"
#include "platform/db/cache.hpp"
#include "platform/http/context.hpp"
#include "platform/http/page.hpp"
#include "platform/http/router.hpp"

namespace clinic::clinics {

// ---- sites ---------------------------------------------------------------------------------------

struct ListSites {
    bool archived = false;
    http::Paging page;
    static constexpr auto schema = api::object(
        api::field("archived", &ListSites::archived, "Archived ones too", api::or_default()),
        api::embed(&ListSites::page));
};

struct EditSite : SiteDetails {
    SiteId id;
    std::optional<bool> archived;
    static constexpr auto schema = api::Object{
        std::tuple_cat(api::object(api::field("id", &EditSite::id, "Which site")).fields,
            SiteDetails::schema.fields,
            api::object(api::field("archived", &EditSite::archived,
                            "false opens an archived site again; absent leaves it as it is"))
                .fields)};
};

struct OfSite {
    SiteId id;
    http::Paging page;
    static constexpr auto schema = api::object(
        api::field("id", &OfSite::id, "Which site"), api::embed(&OfSite::page));
};

struct AddClosure : ClosureDetails {
    SiteId id;
    static constexpr auto schema = api::Object{
        std::tuple_cat(api::object(api::field("id", &AddClosure::id, "Which site")).fields,
            ClosureDetails::schema.fields)};
};

struct RemoveClosure {
    SiteId id;
    ClosureId closure;
    static constexpr auto schema = api::object(api::field("id", &RemoveClosure::id, "Which site"),
        api::field("closure_id", &RemoveClosure::closure, "Which closure"));
};

struct ListRooms {
    SiteId id;
    bool archived = false;
    http::Paging page;
    static constexpr auto schema = api::object(api::field("id", &ListRooms::id, "Which site"),
        api::field("archived", &ListRooms::archived, "Archived ones too", api::or_default()),
        api::embed(&ListRooms::page));
};

struct AddRoom : RoomDetails {
    SiteId id;
    static constexpr auto schema = api::Object{
        std::tuple_cat(api::object(api::field("id", &AddRoom::id, "Which site")).fields,
            RoomDetails::schema.fields)};
};

struct EditRoom : RoomDetails {
    SiteId id;
    RoomId room;
    std::optional<bool> archived;
    static constexpr auto schema = api::Object{
        std::tuple_cat(api::object(api::field("id", &EditRoom::id, "Which site"),
                           api::field("room_id", &EditRoom::room, "Which room or device"))
                           .fields,
            RoomDetails::schema.fields,
            api::object(api::field("archived", &EditRoom::archived,
                            "false takes an archived one back; absent leaves it as it is"))
                .fields)};
};

struct RemoveRoom {
    SiteId id;
    RoomId room;
    static constexpr auto schema = api::object(api::field("id", &RemoveRoom::id, "Which site"),
        api::field("room_id", &RemoveRoom::room, "Which room"));
};

struct SetStaff {
    SiteId id;
    std::vector<UserId> users;
    static constexpr auto schema = api::object(api::field("id", &SetStaff::id, "Which site"),
        api::field("user_ids", &SetStaff::users, "All who belong to it", api::max_items(500)));
};

struct SetDuty {
    SiteId id;
    UserId user;
    std::vector<auth::Role> roles;
    static constexpr auto schema = api::object(api::field("id", &SetDuty::id, "Which site"),
        api::field("user_id", &SetDuty::user, "Who works there"),
        api::field(
            "roles", &SetDuty::roles, "As what; empty: as all that they are", api::max_items(6)));
};

struct RemoveStaff {
    SiteId id;
    UserId user;
    static constexpr auto schema = api::object(api::field("id", &RemoveStaff::id, "Which site"),
        api::field("user_id", &RemoveStaff::user, "Who works there no more"));
};

struct StaffMember {
    UserId user;
    std::string first_name;
    std::string last_name;
    std::vector<auth::Role> roles;
    std::vector<auth::Role> roles_here;
    static constexpr auto schema = api::object(
        api::field("user_id", &StaffMember::user, "Their account"),
        api::field("first_name", &StaffMember::first_name, "First name"),
        api::field("last_name", &StaffMember::last_name, "Last name"),
        api::field("roles", &StaffMember::roles, "What they may do"),
        api::field("roles_here", &StaffMember::roles_here, "What of it here; empty: all"));
};

// ---- practitioners -------------------------------------------------------------------------------

struct ListPractitioners {
    std::optional<SiteId> site;
    std::optional<PractitionerKind> kind;
    bool archived = false;
    http::Paging page;
    static constexpr auto schema = api::object(
        api::field("site_id", &ListPractitioners::site, "Who work there"),
        api::field("kind", &ListPractitioners::kind, "Practitioners, or coaches"),
        api::field(
            "archived", &ListPractitioners::archived, "Archived ones too", api::or_default()),
        api::embed(&ListPractitioners::page));
};

struct EditPractitioner : PractitionerDetails {
    PractitionerId id;
    std::optional<bool> archived;
    static constexpr auto schema = api::Object{std::tuple_cat(
        api::object(api::field("id", &EditPractitioner::id, "Which practitioner")).fields,
        PractitionerDetails::schema.fields,
        api::object(api::field("archived", &EditPractitioner::archived,
                        "false takes an archived one back; absent leaves them as they are"))
            .fields)};
};

// ---- visit types ---------------------------------------------------------------------------------

struct ListVisitTypes {
    std::optional<PractitionerId> practitioner;
    bool archived = false;
    http::Paging page;
    static constexpr auto schema = api::object(
        api::field("practitioner_id", &ListVisitTypes::practitioner, "What they offer"),
        api::field("archived", &ListVisitTypes::archived, "Archived ones too", api::or_default()),
        api::embed(&ListVisitTypes::page));
};

struct EditVisitType : VisitTypeDetails {
    VisitTypeId id;
    std::optional<bool> archived;
    static constexpr auto schema = api::Object{std::tuple_cat(
        api::object(api::field("id", &EditVisitType::id, "Which kind of visit")).fields,
        VisitTypeDetails::schema.fields,
        api::object(api::field("archived", &EditVisitType::archived,
                        "false offers an archived one again; absent leaves it as it is"))
            .fields)};
};

class Handlers {
public:
    Handlers(const auth::Directory& people, db::Changes& changes)
        : people_(people), changes_(changes)
    {
    }

    using BySite = http::ById<SiteId>;
    using ByPractitioner = http::ById<PractitionerId>;
    using ByVisitType = http::ById<VisitTypeId>;

    Result<http::Page<Site>> sites(http::Context&, const ListSites&);
    Result<Site> site(http::Context&, const BySite&);
    Result<Site> add_site(http::Context&, const SiteDetails&);
    Result<Site> edit_site(http::Context&, const EditSite&);
    Result<Nothing> archive_site(http::Context&, const BySite&);

    Result<http::Page<Closure>> closures(http::Context&, const OfSite&);
    Result<Closure> add_closure(http::Context&, const AddClosure&);
    Result<Nothing> remove_closure(http::Context&, const RemoveClosure&);
    Result<http::Page<Room>> rooms(http::Context&, const ListRooms&);
    Result<Room> add_room(http::Context&, const AddRoom&);
    Result<Room> edit_room(http::Context&, const EditRoom&);
    Result<Nothing> remove_room(http::Context&, const RemoveRoom&);
    Result<http::Page<StaffMember>> staff(http::Context&, const BySite&);
    Result<http::Page<StaffMember>> set_staff(http::Context&, const SetStaff&);
    Result<StaffMember> set_duty(http::Context&, const SetDuty&);
    Result<Nothing> remove_staff(http::Context&, const RemoveStaff&);

    Result<http::Page<Practitioner>> practitioners(http::Context&, const ListPractitioners&);
    Result<Practitioner> practitioner(http::Context&, const ByPractitioner&);
    Result<Practitioner> add_practitioner(http::Context&, const PractitionerDetails&);
    Result<Practitioner> edit_practitioner(http::Context&, const EditPractitioner&);
    Result<Nothing> archive_practitioner(http::Context&, const ByPractitioner&);

    Result<http::Page<VisitType>> visit_types(http::Context&, const ListVisitTypes&);
    Result<VisitType> visit_type(http::Context&, const ByVisitType&);
    Result<VisitType> add_visit_type(http::Context&, const VisitTypeDetails&);
    Result<VisitType> edit_visit_type(http::Context&, const EditVisitType&);
    Result<Nothing> archive_visit_type(http::Context&, const ByVisitType&);

private:
    [[nodiscard]] http::Page<StaffMember> members(db::Tx&, SiteId) const;
    /// After each change: names the thing in the audit and tells the others.
    template <class I> void tell(http::Context& cx, Thing kind, I id)
    {
        changes_.changed(cx.tx);
        cx.subject(api::spell(kind), id.view());
        cx.emit(Changed{kind, id.str()});
    }

    const auth::Directory& people_;
    db::Changes& changes_;
};

} // namespace clinic::clinics
