// Practitioners and visit types.

#include "platform/core/text.hpp"
#include "store.hpp"

namespace clinic::clinics::store {

std::string sort_key(const PractitionerDetails& practitioner)
{
    return text::folded(practitioner.last_name + ' ' + practitioner.first_name);
}

std::string sort_key(const VisitTypeDetails& type)
{
    return text::folded(type.name);
}

std::optional<Practitioner> practitioner(db::Tx& tx, PractitionerId id)
{
    return tx.one<Practitioner>(R"(
        SELECT id, user_id, kind, title, first_name, last_name, specialty, licence_number, languages,
               colour, site_ids, online_bookable, archived, version
          FROM clinics_practitioners
         WHERE id = :id)",
        id);
}

std::optional<Practitioner> practitioner_of(db::Tx& tx, UserId user)
{
    return tx.one<Practitioner>(R"(
        SELECT id, user_id, kind, title, first_name, last_name, specialty, licence_number, languages,
               colour, site_ids, online_bookable, archived, version
          FROM clinics_practitioners
         WHERE user_id = :user)",
        user);
}

// A site's id is nowhere but in its own place of the list, so LIKE finds it and nothing else.
std::vector<Practitioner> practitioners(
    db::Tx& tx, const PractitionerFilter& filter, const Window& window)
{
    return tx.all<Practitioner>(R"(
        SELECT id, user_id, kind, title, first_name, last_name, specialty, licence_number, languages,
               colour, site_ids, online_bookable, archived, version
          FROM clinics_practitioners
         WHERE archived <= CAST(:archived AS INTEGER)
           AND (CAST(:site AS TEXT) IS NULL OR site_ids LIKE '%' || CAST(:site AS TEXT) || '%')
           AND (CAST(:kind AS TEXT) IS NULL OR kind = CAST(:kind AS TEXT))
           AND (sort_key, id) > (:key, :id)
         ORDER BY sort_key, id
         LIMIT :rows)",
        filter.archived_too, filter.site, filter.site, filter.kind, filter.kind, window.after_key,
        window.after_id, window.rows);
}

std::int64_t count_practitioners(db::Tx& tx, const PractitionerFilter& filter)
{
    return tx.value<std::int64_t>(R"(
        SELECT COUNT(*)
          FROM clinics_practitioners
         WHERE archived <= CAST(:archived AS INTEGER)
           AND (CAST(:site AS TEXT) IS NULL OR site_ids LIKE '%' || CAST(:site AS TEXT) || '%')
           AND (CAST(:kind AS TEXT) IS NULL OR kind = CAST(:kind AS TEXT)))",
        filter.archived_too, filter.site, filter.site, filter.kind, filter.kind);
}

void insert(db::Tx& tx, const Practitioner& practitioner)
{
    tx.run(R"(
        INSERT INTO clinics_practitioners (id, user_id, kind, title, first_name, last_name, specialty,
                                           licence_number, languages, colour, site_ids,
                                           online_bookable, archived, version, sort_key)
        VALUES (:id, :user, :kind, :title, :first_name, :last_name, :specialty,
                :licence, :languages, :colour, :sites, :online, :archived, :version, :sort_key))",
        practitioner, sort_key(practitioner));
}

void update(db::Tx& tx, PractitionerId id, const PractitionerDetails& practitioner, bool archived)
{
    tx.run(R"(
        UPDATE clinics_practitioners
           SET user_id = :user, kind = :kind, title = :title, first_name = :first_name,
               last_name = :last_name, specialty = :specialty, licence_number = :licence,
               languages = :languages, colour = :colour, site_ids = :sites,
               online_bookable = :online, sort_key = :sort_key, archived = :archived,
               version = version + 1
         WHERE id = :id)",
        practitioner, sort_key(practitioner), archived, id);
}

void archive(db::Tx& tx, PractitionerId id)
{
    tx.run(
        "UPDATE clinics_practitioners SET archived = 1, version = version + 1 WHERE id = :id", id);
}

// ---- visit types ---------------------------------------------------------------------------------

std::optional<VisitType> visit_type(db::Tx& tx, VisitTypeId id)
{
    return tx.one<VisitType>(R"(
        SELECT id, name, duration_minutes, price_amount, price_currency, colour,
               buffer_before_minutes, buffer_after_minutes, modes, needs, online_bookable,
               min_notice_minutes, cancel_notice_minutes, reminder_days, pay_to_confirm,
               pay_within_minutes, horizon_days, capacity, practitioner_ids, archived, version
          FROM clinics_visit_types
         WHERE id = :id)",
        id);
}

std::vector<VisitType> visit_types(db::Tx& tx, const VisitTypeFilter& filter, const Window& window)
{
    return tx.all<VisitType>(R"(
        SELECT id, name, duration_minutes, price_amount, price_currency, colour,
               buffer_before_minutes, buffer_after_minutes, modes, needs, online_bookable,
               min_notice_minutes, cancel_notice_minutes, reminder_days, pay_to_confirm,
               pay_within_minutes, horizon_days, capacity, practitioner_ids, archived, version
          FROM clinics_visit_types
         WHERE archived <= CAST(:archived AS INTEGER)
           AND (CAST(:practitioner AS TEXT) IS NULL OR practitioner_ids = '[]'
                OR practitioner_ids LIKE '%' || CAST(:practitioner AS TEXT) || '%')
           AND (sort_key, id) > (:key, :id)
         ORDER BY sort_key, id
         LIMIT :rows)",
        filter.archived_too, filter.practitioner, filter.practitioner, window.after_key,
        window.after_id, window.rows);
}

std::int64_t count_visit_types(db::Tx& tx, const VisitTypeFilter& filter)
{
    return tx.value<std::int64_t>(R"(
        SELECT COUNT(*)
          FROM clinics_visit_types
         WHERE archived <= CAST(:archived AS INTEGER)
           AND (CAST(:practitioner AS TEXT) IS NULL OR practitioner_ids = '[]'
                OR practitioner_ids LIKE '%' || CAST(:practitioner AS TEXT) || '%'))",
        filter.archived_too, filter.practitioner, filter.practitioner);
}

void insert(db::Tx& tx, const VisitType& type)
{
    tx.run(R"(
        INSERT INTO clinics_visit_types (id, name, duration_minutes, price_amount, price_currency,
                                         colour, buffer_before_minutes, buffer_after_minutes, modes, needs,
                                         online_bookable, min_notice_minutes, cancel_notice_minutes,
                                         reminder_days, pay_to_confirm, pay_within_minutes,
                                         horizon_days, capacity,
                                         practitioner_ids, archived, version, sort_key)
        VALUES (:id, :name, :duration, :amount, :currency, :colour, :before, :after, :modes, :needs,
                :online, :notice, :cancel_notice, :reminders, :pay_to_confirm, :pay_within, :horizon, :capacity, :practitioners, :archived, :version, :sort_key))",
        type, sort_key(type));
}

void update(db::Tx& tx, VisitTypeId id, const VisitTypeDetails& type, bool archived)
{
    tx.run(R"(
        UPDATE clinics_visit_types
           SET name = :name, duration_minutes = :duration, price_amount = :amount,
               price_currency = :currency, colour = :colour, buffer_before_minutes = :before,
               buffer_after_minutes = :after, modes = :modes, needs = :needs, online_bookable = :online,
               min_notice_minutes = :notice,
               cancel_notice_minutes = :cancel_notice, reminder_days = :reminders,
               pay_to_confirm = :pay_to_confirm, pay_within_minutes = :pay_within,
               horizon_days = :horizon, capacity = :capacity,
               practitioner_ids = :practitioners, sort_key = :sort_key, archived = :archived,
               version = version + 1
         WHERE id = :id)",
        type, sort_key(type), archived, id);
}

void archive(db::Tx& tx, VisitTypeId id)
{
    tx.run("UPDATE clinics_visit_types SET archived = 1, version = version + 1 WHERE id = :id", id);
}

} // namespace clinic::clinics::store
