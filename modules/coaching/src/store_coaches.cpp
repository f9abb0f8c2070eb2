#include "store.hpp"

#include "platform/core/text.hpp"

namespace clinic::coaching::store {
namespace {

constexpr std::string_view select_coach = R"(
    SELECT p.coach_id, p.name, p.sort_key, p.headline, p.about, p.languages, p.photo_id, p.published, p.archived,
           p.user_id, (SELECT COUNT(*) FROM coaching_follows f WHERE f.coach_id = p.coach_id) AS followers,
           CASE WHEN EXISTS (SELECT 1 FROM coaching_follows f
                              WHERE f.coach_id = p.coach_id AND f.user_id = :viewer) THEN 1 ELSE 0 END AS followed,
           p.version
      FROM coaching_profiles p)";

constexpr std::string_view published = R"(
     WHERE p.published = 1 AND p.archived = 0
       AND (CAST(:slug AS TEXT) = ''
            OR p.coach_id IN (SELECT n.coach_id FROM coaching_profile_specialties n
                                JOIN coaching_specialties s ON s.id = n.specialty_id
                               WHERE s.slug = CAST(:slug AS TEXT)))
       AND (CAST(:followed AS INTEGER) = 0
            OR p.coach_id IN (SELECT f.coach_id FROM coaching_follows f WHERE f.user_id = :viewer)))";

} // namespace

std::optional<StoredCoach> coach(db::Tx& tx, CoachId id, const Viewer& viewer)
{
    static const std::string sql = std::string(select_coach) + " WHERE p.coach_id = :id";
    return tx.one<StoredCoach>(sql, viewer.user, id);
}

std::vector<StoredCoach> coaches(db::Tx& tx, const CoachFilter& filter, const Viewer& viewer,
    const std::vector<std::string>& after, int limit)
{
    static const std::string sql = std::string(select_coach).append(published).append(R"(
       AND (p.sort_key, p.coach_id) > (:key, :id)
     ORDER BY p.sort_key, p.coach_id
     LIMIT :limit)");
    return tx.all<StoredCoach>(sql, viewer.user, filter.specialty, filter.specialty,
        filter.followed, viewer.user, after[0], after[1], limit);
}

std::int64_t count_coaches(db::Tx& tx, const CoachFilter& filter, const Viewer& viewer)
{
    static const std::string sql =
        std::string("SELECT COUNT(*) FROM coaching_profiles p").append(published);
    return tx.value<std::int64_t>(
        sql, filter.specialty, filter.specialty, filter.followed, viewer.user);
}

void save(db::Tx& tx, const clinics::Practitioner& coach, const ProfileDetails& profile)
{
    const auto name = coach.name();
    tx.run(R"(
        INSERT INTO coaching_profiles (coach_id, user_id, name, sort_key, archived, headline, about, languages,
                                       photo_id, published)
        VALUES (:coach_id, :user_id, :name, :sort_key, :archived, :headline, :about, :languages, :photo_id, :published)
        ON CONFLICT (coach_id) DO UPDATE
           SET user_id = excluded.user_id, name = excluded.name, sort_key = excluded.sort_key,
               archived = excluded.archived, headline = excluded.headline, about = excluded.about,
               languages = excluded.languages, photo_id = excluded.photo_id, published = excluded.published,
               version = coaching_profiles.version + 1)",
        coach.id, coach.user, name, text::folded(coach.last_name + ' ' + coach.first_name),
        coach.archived, profile.headline, profile.about, profile.languages, profile.photo,
        profile.published);
    tx.run("DELETE FROM coaching_profile_specialties WHERE coach_id = :coach_id", coach.id);
    int position = 0;
    for (const auto& specialty : profile.specialties) {
        tx.run(R"(
            INSERT INTO coaching_profile_specialties (coach_id, position, specialty_id)
            VALUES (:coach_id, :position, :specialty_id))",
            coach.id, position++, specialty);
    }
}

void refresh(db::Tx& tx, const clinics::Practitioner& coach)
{
    tx.run(R"(
        UPDATE coaching_profiles
           SET user_id = COALESCE(:user_id, user_id), name = :name, sort_key = :sort_key, archived = :archived
         WHERE coach_id = :coach_id)",
        coach.user, coach.name(), text::folded(coach.last_name + ' ' + coach.first_name),
        coach.archived || coach.kind != clinics::PractitionerKind::coach, coach.id);
}

bool add_follow(db::Tx& tx, UserId user, CoachId coach, Instant now)
{
    return tx.run(R"(
        INSERT INTO coaching_follows (user_id, coach_id, at) VALUES (:user, :coach, :at)
        ON CONFLICT (user_id, coach_id) DO NOTHING)",
               user, coach, now) == 1;
}

void remove_follow(db::Tx& tx, UserId user, CoachId coach)
{
    tx.run("DELETE FROM coaching_follows WHERE user_id = :user AND coach_id = :coach", user, coach);
}

std::vector<Named> named_specialties(db::Tx& tx, std::optional<CoachId> coach)
{
    using Row =
        std::tuple<CoachId, SpecialtyId, std::string, std::string, std::string, std::int64_t>;
    const auto rows = tx.all<Row>(R"(
        SELECT n.coach_id, s.id, s.name_fr, s.name_en, s.slug, s.version
          FROM coaching_profile_specialties n
          JOIN coaching_specialties s ON s.id = n.specialty_id
         WHERE CAST(:coach AS TEXT) IS NULL OR n.coach_id = CAST(:coach AS TEXT)
         ORDER BY n.coach_id, n.position)",
        coach, coach);
    std::vector<Named> named;
    named.reserve(rows.size());
    for (const auto& [coach_id, id, fr, en, slug, version] : rows) {
        named.push_back({coach_id, Specialty{{fr, en, slug}, id, version}});
    }
    return named;
}

// ---- specialties ----------------------------------------------------------------------------------

std::string sort_key(const SpecialtyDetails& specialty)
{
    return text::folded(specialty.name_fr);
}

std::vector<Specialty> specialties(db::Tx& tx, const std::vector<std::string>& after, int limit)
{
    return tx.all<Specialty>(R"(
        SELECT id, name_fr, name_en, slug, version
          FROM coaching_specialties
         WHERE (sort_key, id) > (:key, :id)
         ORDER BY sort_key, id
         LIMIT :limit)",
        after[0], after[1], limit);
}

std::int64_t count_specialties(db::Tx& tx)
{
    return tx.value<std::int64_t>("SELECT COUNT(*) FROM coaching_specialties");
}

std::optional<Specialty> specialty(db::Tx& tx, SpecialtyId id)
{
    return tx.one<Specialty>(
        "SELECT id, name_fr, name_en, slug, version FROM coaching_specialties WHERE id = :id", id);
}

bool insert(db::Tx& tx, const Specialty& specialty)
{
    return tx.attempt(R"(
        INSERT INTO coaching_specialties (id, name_fr, name_en, slug, version, sort_key)
        VALUES (:id, :name_fr, :name_en, :slug, :version, :sort_key))",
               specialty, sort_key(specialty)) == db::Tx::Outcome::done;
}

bool update(db::Tx& tx, SpecialtyId id, const SpecialtyDetails& specialty)
{
    return tx.attempt(R"(
        UPDATE coaching_specialties
           SET name_fr = :name_fr, name_en = :name_en, slug = :slug, sort_key = :sort_key, version = version + 1
         WHERE id = :id)",
               specialty, sort_key(specialty), id) == db::Tx::Outcome::done;
}

bool remove_specialty(db::Tx& tx, SpecialtyId id)
{
    return tx.attempt("DELETE FROM coaching_specialties WHERE id = :id", id) ==
           db::Tx::Outcome::done;
}

} // namespace clinic::coaching::store
