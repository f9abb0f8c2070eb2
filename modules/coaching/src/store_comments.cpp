#include "store.hpp"

namespace clinic::coaching::store {
namespace {

constexpr std::string_view select_comment = R"(
    SELECT t.author_id, t.id, t.author_name, t.author_kind, c.coach_id,
           CASE WHEN t.author_id = :viewer THEN 1 ELSE 0 END AS mine, t.text, t.created_at, t.edited_at,
           CASE WHEN t.hidden_at IS NULL THEN 0 ELSE 1 END AS hidden, t.version
      FROM coaching_comments t
      LEFT JOIN coaching_profiles c ON c.coach_id = t.coach_id AND c.published = 1 AND c.archived = 0
     WHERE t.post_id = :post)";

void count_reports(db::Tx& tx, PostId post)
{
    tx.run(R"(
        UPDATE coaching_posts
           SET open_reports = (SELECT COUNT(*) FROM coaching_reports r
                                WHERE r.post_id = :post AND r.settled_at IS NULL)
         WHERE id = :id)",
        post, post);
}

void count_comments(db::Tx& tx, PostId post, int more)
{
    tx.run("UPDATE coaching_posts SET comments = comments + :more WHERE id = :id", more, post);
}

} // namespace

std::vector<Comment> comments(
    db::Tx& tx, PostId post, const Viewer& viewer, const std::vector<std::string>& after, int limit)
{
    static const std::string sql =
        std::string(select_comment).append("\n       AND ").append(access::in_sight).append(R"(
       AND (t.created_at, t.id) > (:at, :id)
     ORDER BY t.created_at, t.id
     LIMIT :limit)");
    constexpr Instant earliest{INT64_MIN};
    const Instant at = Instant::parse(after[0]).value_or(earliest);
    auto rows = tx.all<StoredComment>(
        sql, viewer.user, post, viewer.user, viewer.moderator, at, after[1], limit);
    std::vector<Comment> comments;
    comments.reserve(rows.size());
    for (auto& row : rows) comments.push_back(std::move(row));
    return comments;
}

std::int64_t count_comments(db::Tx& tx, PostId post, const Viewer& viewer)
{
    static const std::string sql = std::string(
        "SELECT COUNT(*) FROM coaching_comments t WHERE t.post_id = :post AND ")
                                       .append(access::in_sight);
    return tx.value<std::int64_t>(sql, post, viewer.user, viewer.moderator);
}

std::optional<StoredComment> comment(db::Tx& tx, PostId post, CommentId id, const Viewer& viewer)
{
    static const std::string sql = std::string(select_comment) + " AND t.id = :id";
    return tx.one<StoredComment>(sql, viewer.user, post, id);
}

void insert(db::Tx& tx, PostId post, CommentId id, const Author& author, const std::string& text,
    Instant at)
{
    tx.run(R"(
        INSERT INTO coaching_comments (id, post_id, author_id, author_name, author_kind, coach_id, text, created_at)
        VALUES (:id, :post, :author_id, :author_name, :author_kind, :coach_id, :text, :created_at))",
        id, post, author.user, author.name, author.kind, author.coach, text, at);
    count_comments(tx, post, 1);
}

void update_comment(db::Tx& tx, CommentId id, const std::string& text, Instant now)
{
    tx.run(R"(
        UPDATE coaching_comments SET text = :text, edited_at = :now, version = version + 1 WHERE id = :id)",
        text, now, id);
}

void remove_comment(db::Tx& tx, PostId post, CommentId id, bool hidden)
{
    tx.run("DELETE FROM coaching_comments WHERE id = :id", id);
    if (!hidden) count_comments(tx, post, -1);
    count_reports(tx, post);
}

void set_comment_hidden(db::Tx& tx, PostId post, CommentId id, std::optional<Instant> at)
{
    tx.run("UPDATE coaching_comments SET hidden_at = :at WHERE id = :id", at, id);
    count_comments(tx, post, at ? -1 : 1);
}

bool insert(db::Tx& tx, const NewReport& report, Instant now)
{
    const auto subject = report.comment ? report.comment->str() : report.post.str();
    const auto outcome = tx.attempt(R"(
        INSERT INTO coaching_reports (id, post_id, comment_id, subject_id, reporter_id, reporter_name, reason, detail, at)
        VALUES (:id, :post, :comment, :subject, :reporter_id, :reporter_name, :reason, :detail, :at))",
        Id<struct ReportTag>::fresh(), report.post, report.comment, subject, report.reporter.user,
        report.reporter.name, report.what, now);
    if (outcome == db::Tx::Outcome::violated) return false;
    count_reports(tx, report.post);
    return true;
}

std::vector<ReportEntry> reports(db::Tx& tx, PostId post, const std::string& after, int limit)
{
    return tx.all<ReportEntry>(R"(
        SELECT r.id, r.comment_id, c.text AS comment_text, r.reporter_name, r.reason, r.detail, r.at, r.settled_at
          FROM coaching_reports r
          LEFT JOIN coaching_comments c ON c.id = r.comment_id
         WHERE r.post_id = :post AND r.id > :after
         ORDER BY r.id
         LIMIT :limit)",
        post, after, limit);
}

void settle_reports(db::Tx& tx, PostId post, std::optional<CommentId> comment, Instant now)
{
    tx.run(R"(
        UPDATE coaching_reports SET settled_at = :now
         WHERE post_id = :post AND settled_at IS NULL
           AND (CAST(:comment AS TEXT) IS NULL OR comment_id = CAST(:comment AS TEXT)))",
        now, post, comment, comment);
    count_reports(tx, post);
}

} // namespace clinic::coaching::store
