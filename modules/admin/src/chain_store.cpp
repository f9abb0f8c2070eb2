#include "chain_store.hpp"

#include <algorithm>
#include <limits>

namespace clinic::admin::store {
namespace {

/// The places that rows have, and no others.
std::vector<std::int64_t> lanes(db::Tx& tx)
{
    std::vector<std::int64_t> found;
    auto last = std::numeric_limits<std::int64_t>::min();
    // One look-up a lane: a DISTINCT would read the whole index.
    while (const auto next = tx.one<std::int64_t>(
               R"(
        SELECT lane FROM admin_audit WHERE lane > CAST(:last AS BIGINT) ORDER BY lane LIMIT 1)",
               last)) {
        found.push_back(last = *next);
    }
    return found;
}

} // namespace

void insert(db::Tx& tx, const Record& row)
{
    tx.run(R"(
        INSERT INTO admin_audit (id, at, kind, actor_id, session_id, actor_name, actor_roles, action, subject_kind,
                                 subject_id, detail, address, request_id, outcome, lane, seq, form, hash)
        VALUES (:id, :at, :kind, :actor, :session, :name, :roles, :action, :subject_kind,
                :subject, :detail, :address, :request, :outcome, :lane, :seq, :form, :hash))",
        row);
}

Head head(db::Tx& tx, std::int64_t lane)
{
    if (auto last = tx.one<Head>(
            "SELECT lane, seq, hash FROM admin_audit WHERE lane = :lane ORDER BY seq DESC LIMIT 1",
            lane)) {
        return *std::move(last);
    }
    return tx.one<Head>("SELECT lane, seq, hash FROM admin_horizon WHERE lane = :lane", lane)
        .value_or(Head{lane, 0, {}});
}

std::vector<Head> heads(db::Tx& tx)
{
    auto known = lanes(tx);
    for (const auto& purged : horizon(tx)) known.push_back(purged.lane);
    std::ranges::sort(known);
    known.erase(std::ranges::unique(known).begin(), known.end());
    std::vector<Head> found;
    for (const auto lane : known) found.push_back(head(tx, lane));
    return found;
}

std::vector<Record> rows_after(db::Tx& tx, std::int64_t lane, std::int64_t seq, int limit)
{
    return tx.all<Record>(R"(
        SELECT id, at, kind, actor_id, session_id, actor_name, actor_roles, action, subject_kind, subject_id,
               detail, address, request_id, outcome, lane, seq, form, hash
          FROM admin_audit
         WHERE lane = :lane AND seq > :seq
         ORDER BY seq LIMIT :limit)",
        lane, seq, limit);
}

std::int64_t count_up_to(db::Tx& tx, std::int64_t lane, std::int64_t seq)
{
    return tx.value<std::int64_t>(
        "SELECT COUNT(*) FROM admin_audit WHERE lane = :lane AND seq <= :seq", lane, seq);
}

std::optional<std::string> hash_at(db::Tx& tx, std::int64_t lane, std::int64_t seq)
{
    return tx.one<std::string>(
        "SELECT hash FROM admin_audit WHERE lane = :lane AND seq = :seq", lane, seq);
}

std::vector<Record> rows_without_place(db::Tx& tx, int limit)
{
    return tx.all<Record>(R"(
        SELECT id, at, kind, actor_id, session_id, actor_name, actor_roles, action, subject_kind, subject_id,
               detail, address, request_id, outcome, 0 AS lane, 0 AS seq, 0 AS form, '' AS hash
          FROM admin_audit
         WHERE seq IS NULL
         ORDER BY id LIMIT :limit)",
        limit);
}

std::int64_t count_without_place(db::Tx& tx)
{
    return tx.value<std::int64_t>("SELECT COUNT(*) FROM admin_audit WHERE seq IS NULL");
}

std::int64_t count_rows(db::Tx& tx)
{
    return tx.value<std::int64_t>("SELECT COUNT(*) FROM admin_audit");
}

void place(db::Tx& tx, const Record& row)
{
    tx.run(R"(
        UPDATE admin_audit SET lane = :lane, seq = :seq, form = :form, hash = :hash
         WHERE id = :id AND seq IS NULL)",
        row.lane, row.seq, row.form, row.hash, row.id);
}

std::vector<std::string> misstored(db::Tx& tx, int limit)
{
    if (tx.postgres()) return {};
    return tx.all<std::string>(R"(
        SELECT id FROM admin_audit
         WHERE typeof(at) || typeof(actor_roles) <> 'integerinteger'
            OR typeof(lane) || typeof(seq) || typeof(form) NOT IN ('integerintegerinteger', 'nullnullnull')
            OR typeof(id) || typeof(kind) || typeof(action) || typeof(address) || typeof(request_id)
                 || typeof(outcome) <> 'texttexttexttexttexttext'
            OR typeof(actor_id) NOT IN ('text', 'null') OR typeof(session_id) NOT IN ('text', 'null')
            OR typeof(actor_name) NOT IN ('text', 'null') OR typeof(subject_kind) NOT IN ('text', 'null')
            OR typeof(subject_id) NOT IN ('text', 'null') OR typeof(detail) NOT IN ('text', 'null')
            OR typeof(hash) NOT IN ('text', 'null')
            OR instr(id || kind || action || address || request_id || outcome || COALESCE(hash, ''), char(0)) > 0
            OR instr(COALESCE(actor_id, '') || COALESCE(session_id, '') || COALESCE(actor_name, '')
                 || COALESCE(subject_kind, '') || COALESCE(subject_id, '') || COALESCE(detail, ''), char(0)) > 0
         LIMIT :limit)",
        limit);
}

std::vector<Line> checkpoints_after(db::Tx& tx, std::int64_t number, int limit)
{
    return tx.all<Line>(R"(
        SELECT number, line FROM admin_checkpoints WHERE number > :number ORDER BY number LIMIT :limit)",
        number, limit);
}

std::optional<Line> last_checkpoint(db::Tx& tx)
{
    return tx.one<Line>("SELECT number, line FROM admin_checkpoints ORDER BY number DESC LIMIT 1");
}

void insert_checkpoint(db::Tx& tx, const Line& line)
{
    tx.run("INSERT INTO admin_checkpoints (number, line) VALUES (:number, :line)", line);
}

std::vector<Seal> seals(db::Tx& tx)
{
    return tx.all<Seal>("SELECT month, line, purge FROM admin_seals ORDER BY month");
}

void insert_seal(db::Tx& tx, const Seal& seal)
{
    tx.run("INSERT INTO admin_seals (month, line, purge) VALUES (:month, :line, :purge)", seal);
}

void order_purge(db::Tx& tx, const std::string& month, const std::string& line)
{
    tx.run("UPDATE admin_seals SET purge = :line WHERE month = :month", line, month);
}

std::vector<SegmentEnd> segment_ends(db::Tx& tx)
{
    return tx.all<SegmentEnd>(
        "SELECT month, lane, last_seq FROM admin_segments ORDER BY month, lane");
}

void insert_segment_end(db::Tx& tx, const SegmentEnd& end)
{
    tx.run("INSERT INTO admin_segments (month, lane, last_seq) VALUES (:month, :lane, :last)", end);
}

std::vector<Head> horizon(db::Tx& tx)
{
    return tx.all<Head>("SELECT lane, seq, hash FROM admin_horizon ORDER BY lane");
}

std::int64_t purge_up_to(db::Tx& tx, const Head& end)
{
    tx.run(R"(
        INSERT INTO admin_horizon (lane, seq, hash) VALUES (:lane, :seq, :hash)
        ON CONFLICT (lane) DO UPDATE SET seq = excluded.seq, hash = excluded.hash)",
        end);
    return tx.run("DELETE FROM admin_audit WHERE lane = :lane AND seq <= :seq", end.lane, end.seq);
}

std::optional<std::int64_t> first_since(
    db::Tx& tx, std::int64_t lane, std::int64_t seq, Instant since)
{
    return tx.one<std::int64_t>(R"(
        SELECT seq FROM admin_audit
         WHERE lane = :lane AND seq > :seq AND at >= :since
         ORDER BY seq LIMIT 1)",
        lane, seq, since);
}

std::optional<Instant> next_at(db::Tx& tx, std::int64_t lane, std::int64_t seq)
{
    return tx.one<Instant>(R"(
        SELECT at FROM admin_audit WHERE lane = :lane AND seq > :seq ORDER BY seq LIMIT 1)",
        lane, seq);
}

} // namespace clinic::admin::store
