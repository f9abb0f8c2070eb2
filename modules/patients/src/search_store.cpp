#include "search_store.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace clinic::patients::store {
namespace {

constexpr std::string_view last_letter = "\U0010FFFF"; // sorts behind every other
constexpr std::string_view behind_space = "!";
constexpr std::string_view anything = "%";

/// The first key behind those that start with the prefix.
std::string end_of(std::string_view prefix)
{
    return std::string(prefix) + std::string(last_letter);
}

/// The first key behind those that start with the word, alone or with others behind it.
std::string end_of_word(std::string_view word)
{
    return std::string(word) + std::string(behind_space);
}

std::string word_pattern(const std::vector<std::string>& words, std::size_t n)
{
    return n < words.size() ? "% " + words[n] + '%' : std::string(anything);
}

/// A name is in the index under each of its words.
bool is_word_of_somebody(db::Tx& tx, std::string_view scope, const std::string& word)
{
    return tx
        .one<int>(R"(
               SELECT 1
                 FROM patients_search
                WHERE scope = :scope AND rank IN (0, 1, 2) AND key >= :from AND key < :to
                LIMIT 1)",
            scope, word, end_of_word(word))
        .has_value();
}

} // namespace

// The inner range is read in the order of the primary key and stops after :rows; patients are looked up
// for those alone (CROSS JOIN keeps SQLite to that order).
std::vector<Hit> probe(db::Tx& tx, std::string_view scope, const Probe& probe, bool archived_too,
    const Place& after, std::size_t rows)
{
    return tx.all<Hit>(R"(
        SELECT s.key, p.search_text, p.id, p.birth_name, p.used_name, p.first_name, p.sex,
               p.birth_date, p.phone, p.email,
               CASE WHEN p.archived_at IS NULL THEN 0 ELSE 1 END AS archived
          FROM (SELECT key, patient_id
                  FROM patients_search
                 WHERE scope = :scope AND rank = :rank AND key >= :from AND key < :to
                   AND (key > :after_key OR patient_id > :after_id)
                   AND archived <= CAST(:archived AS INTEGER)
                   AND ' ' || key LIKE :first AND ' ' || key LIKE :second AND ' ' || key LIKE :third
                 ORDER BY key, patient_id
                 LIMIT :rows) AS s
         CROSS JOIN patients_people AS p
         WHERE p.id = s.patient_id
         ORDER BY s.key, s.patient_id)",
        scope, probe.rank, std::max(probe.prefix, after.key), end_of(probe.prefix), after.key,
        after.id, archived_too, word_pattern(probe.others, 0), word_pattern(probe.others, 1),
        word_pattern(probe.others, 2), static_cast<std::int64_t>(rows));
}

// One range of keys for each word that holds the part, until :rows are found.
constexpr std::string_view inside_on_sqlite = R"(
    SELECT '' AS key, p.search_text, p.id, p.birth_name, p.used_name, p.first_name, p.sex,
           p.birth_date, p.phone, p.email,
           CASE WHEN p.archived_at IS NULL THEN 0 ELSE 1 END AS archived
      FROM patients_people AS p
     WHERE p.id IN (
           SELECT f.patient_id
             FROM (SELECT s.patient_id
                     FROM (SELECT DISTINCT word
                             FROM patients_fragments
                            WHERE scope = :scope AND fragment >= :part AND fragment < :end
                            LIMIT 100) AS w
                    CROSS JOIN patients_search AS s
                    WHERE s.scope = :scope AND s.rank IN (:first, :second, :third)
                      AND s.key >= :before || w.word
                      AND s.key < :before || w.word || '!'
                      AND s.archived <= :archived
                      AND ' ' || s.key LIKE :one AND ' ' || s.key LIKE :two
                    LIMIT :rows) AS f)
     ORDER BY p.search_text, p.id)";

// LATERAL makes PostgreSQL plan one word's range; for all of them at once it expects so few rows that it
// would rather read the whole table.
constexpr std::string_view inside_on_postgres = R"(
    SELECT '' AS key, p.search_text, p.id, p.birth_name, p.used_name, p.first_name, p.sex,
           p.birth_date, p.phone, p.email,
           CASE WHEN p.archived_at IS NULL THEN 0 ELSE 1 END AS archived
      FROM patients_people AS p
     WHERE p.id IN (
           SELECT f.patient_id
             FROM (SELECT s.patient_id
                     FROM (SELECT DISTINCT word
                             FROM patients_fragments
                            WHERE scope = :scope AND fragment >= :part AND fragment < :end
                            LIMIT 100) AS w
                    CROSS JOIN LATERAL
                          (SELECT patient_id
                             FROM patients_search
                            WHERE scope = :scope AND rank IN (:first, :second, :third)
                              AND key >= CAST(:before AS TEXT) || w.word
                              AND key < CAST(:before AS TEXT) || w.word || '!'
                              AND archived <= CAST(:archived AS INTEGER)
                              AND ' ' || key LIKE :one AND ' ' || key LIKE :two
                            LIMIT 1000) AS s
                    LIMIT :rows) AS f)
     ORDER BY p.search_text, p.id)";

std::vector<Hit> probe_inside(db::Tx& tx, std::string_view scope, const InsideProbe& probe,
    bool archived_too, std::size_t rows)
{
    return tx.all<Hit>(tx.postgres() ? inside_on_postgres : inside_on_sqlite, scope, probe.part,
        end_of(probe.part), scope, probe.ranks[0], probe.ranks[1], probe.ranks[2], probe.before,
        probe.before, archived_too, word_pattern(probe.others, 0), word_pattern(probe.others, 1),
        static_cast<std::int64_t>(rows));
}

std::int64_t count_names(db::Tx& tx, std::string_view scope, bool archived_too)
{
    return tx.value<std::int64_t>(R"(
        SELECT COUNT(*)
          FROM patients_search
         WHERE scope = :scope AND rank = 0 AND archived <= CAST(:archived AS INTEGER))",
        scope, archived_too);
}

void index(db::Tx& tx, std::span<const Entry> entries)
{
    using Row = std::tuple<std::string_view, SearchKey, PatientId, bool>;
    std::vector<Row> rows;
    std::set<std::tuple<std::string_view, std::string, std::string>> fragments;
    for (const auto& entry : entries) {
        for (auto& key : search_keys(entry.findable)) {
            rows.emplace_back(entry.scope, std::move(key), entry.patient, entry.archived);
        }
        for (const auto& word : entry.findable.words()) {
            for (auto& fragment : fragments_of(word)) {
                fragments.emplace(entry.scope, std::move(fragment), word);
            }
        }
    }
    std::ranges::sort(rows);
    for (const auto& [scope, key, patient, archived] : rows) {
        tx.run(R"(
            INSERT INTO patients_search (scope, rank, key, patient_id, archived)
            VALUES (:scope, :rank, :key, :patient, :archived))",
            scope, key.rank, key.key, patient, archived);
    }
    for (const auto& [scope, fragment, word] : fragments) {
        tx.run(R"(
            INSERT INTO patients_fragments (scope, fragment, word)
            VALUES (:scope, :fragment, :word)
            ON CONFLICT DO NOTHING)",
            scope, fragment, word);
    }
}

void unindex(db::Tx& tx, const Entry& entry)
{
    for (const auto& key : search_keys(entry.findable)) {
        tx.run(R"(
            DELETE FROM patients_search
             WHERE scope = :scope AND rank = :rank AND key = :key AND patient_id = :patient)",
            entry.scope, key.rank, key.key, entry.patient);
    }
    for (const auto& word : entry.findable.words()) {
        if (is_word_of_somebody(tx, entry.scope, word)) continue;
        for (const auto& fragment : fragments_of(word)) {
            tx.run(R"(
                DELETE FROM patients_fragments
                 WHERE scope = :scope AND fragment = :fragment AND word = :word)",
                entry.scope, fragment, word);
        }
    }
}

} // namespace clinic::patients::store
