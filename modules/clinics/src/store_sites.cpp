#include "platform/core/text.hpp"
#include "store.hpp"

namespace clinic::clinics::store {

std::string sort_key(const SiteDetails& site)
{
    return text::folded(site.name);
}

std::optional<Site> site(db::Tx& tx, SiteId id)
{
    return tx.one<Site>(R"(
        SELECT id, name, legal_name, siret, vat_number, address, phone, email, time_zone, opening_hours, archived, version
          FROM clinics_sites
         WHERE id = :id)",
        id);
}

std::vector<Site> sites(db::Tx& tx, bool archived_too, const Window& window)
{
    return tx.all<Site>(R"(
        SELECT id, name, legal_name, siret, vat_number, address, phone, email, time_zone, opening_hours, archived, version
          FROM clinics_sites
         WHERE archived <= CAST(:archived AS INTEGER) AND (sort_key, id) > (:key, :id)
         ORDER BY sort_key, id
         LIMIT :rows)",
        archived_too, window.after_key, window.after_id, window.rows);
}

std::int64_t count_sites(db::Tx& tx, bool archived_too)
{
    return tx.value<std::int64_t>(
        "SELECT COUNT(*) FROM clinics_sites WHERE archived <= CAST(:archived AS INTEGER)",
        archived_too);
}

void insert(db::Tx& tx, const Site& site)
{
    tx.run(R"(
        INSERT INTO clinics_sites (id, name, legal_name, siret, vat_number, address, phone, email,
                                   time_zone, opening_hours, archived, version, sort_key)
        VALUES (:id, :name, :legal_name, :siret, :vat_number, :address, :phone, :email,
                :time_zone, :opening_hours, :archived, :version, :sort_key))",
        site, sort_key(site));
}

void update(db::Tx& tx, SiteId id, const SiteDetails& site, bool archived)
{
    tx.run(R"(
        UPDATE clinics_sites
           SET name = :name, legal_name = :legal_name, siret = :siret, vat_number = :vat_number,
               address = :address, phone = :phone, email = :email, time_zone = :time_zone, opening_hours = :opening_hours,
               sort_key = :sort_key, archived = :archived, version = version + 1
         WHERE id = :id)",
        site, sort_key(site), archived, id);
}

void archive(db::Tx& tx, SiteId id)
{
    tx.run("UPDATE clinics_sites SET archived = 1, version = version + 1 WHERE id = :id", id);
}

// ---- closures ------------------------------------------------------------------------------------

std::vector<Closure> closures(db::Tx& tx, SiteId site, const Window& window)
{
    return tx.all<Closure>(R"(
        SELECT id, site_id, first_day, last_day, reason
          FROM clinics_closures
         WHERE site_id = :site AND (first_day, id) > (:key, :id)
         ORDER BY first_day, id
         LIMIT :rows)",
        site, window.after_key, window.after_id, window.rows);
}

std::vector<Closure> closures_between(db::Tx& tx, SiteId site, LocalDate first, LocalDate last)
{
    return tx.all<Closure>(R"(
        SELECT id, site_id, first_day, last_day, reason
          FROM clinics_closures
         WHERE site_id = :site AND first_day <= :last AND last_day >= :first
         ORDER BY first_day, id)",
        site, last, first);
}

std::int64_t count_closures(db::Tx& tx, SiteId site)
{
    return tx.value<std::int64_t>(
        "SELECT COUNT(*) FROM clinics_closures WHERE site_id = :site", site);
}

void insert(db::Tx& tx, const Closure& closure)
{
    tx.run(R"(
        INSERT INTO clinics_closures (id, site_id, first_day, last_day, reason)
        VALUES (:id, :site, :first, :last, :reason))",
        closure);
}

bool remove(db::Tx& tx, SiteId site, ClosureId id)
{
    return tx.run("DELETE FROM clinics_closures WHERE id = :id AND site_id = :site", id, site) == 1;
}

// ---- rooms ---------------------------------------------------------------------------------------

std::optional<Room> room(db::Tx& tx, RoomId id)
{
    return tx.one<Room>(R"(
        SELECT id, site_id, name, kind, active, archived, version
          FROM clinics_rooms
         WHERE id = :id)",
        id);
}

std::vector<Room> rooms(db::Tx& tx, SiteId site, bool archived_too, const Window& window)
{
    return tx.all<Room>(R"(
        SELECT id, site_id, name, kind, active, archived, version
          FROM clinics_rooms
         WHERE site_id = :site AND archived <= CAST(:archived AS INTEGER) AND (sort_key, id) > (:key, :id)
         ORDER BY sort_key, id
         LIMIT :rows)",
        site, archived_too, window.after_key, window.after_id, window.rows);
}

std::vector<Room> active_rooms(db::Tx& tx, SiteId site)
{
    return tx.all<Room>(R"(
        SELECT id, site_id, name, kind, active, archived, version
          FROM clinics_rooms
         WHERE site_id = :site AND archived = 0 AND active = 1
         ORDER BY sort_key, id)",
        site);
}

std::int64_t count_rooms(db::Tx& tx, SiteId site, bool archived_too)
{
    return tx.value<std::int64_t>("SELECT COUNT(*) FROM clinics_rooms WHERE site_id = :site AND "
                                  "archived <= CAST(:archived AS INTEGER)",
        site, archived_too);
}

bool insert(db::Tx& tx, const Room& room)
{
    return tx.attempt(R"(
        INSERT INTO clinics_rooms (id, site_id, name, kind, active, archived, version, sort_key)
        VALUES (:id, :site, :name, :kind, :active, :archived, :version, :sort_key))",
               room, text::folded(room.name)) == db::Tx::Outcome::done;
}

bool update(db::Tx& tx, RoomId id, const RoomDetails& room, bool archived)
{
    return tx.attempt(R"(
        UPDATE clinics_rooms
           SET name = :name, kind = :kind, active = :active, sort_key = :sort_key, archived = :archived,
               version = version + 1
         WHERE id = :id)",
               room, text::folded(room.name), archived, id) == db::Tx::Outcome::done;
}

void archive(db::Tx& tx, RoomId id)
{
    tx.run("UPDATE clinics_rooms SET archived = 1, version = version + 1 WHERE id = :id", id);
}

} // namespace clinic::clinics::store
