#include "store.hpp"

#include <array>

namespace clinic::coaching::store {
namespace {

/// Everything of a post that a screen shows, for one viewer: names, counts and "liked by me" come with the row.
constexpr std::string_view select_post = R"(
    SELECT t.author_id, t.id, t.author_name, t.author_kind, c.coach_id, c.photo_id AS author_photo_id,
           CASE WHEN t.author_id = :viewer THEN 1 ELSE 0 END AS mine, t.text, t.image_ids, t.created_at, t.edited_at,
           CASE WHEN t.hidden_at IS NULL THEN 0 ELSE 1 END AS hidden, t.hidden_reason, t.pinned, t.likes,
           CASE WHEN EXISTS (SELECT 1 FROM coaching_likes l WHERE l.post_id = t.id AND l.user_id = :viewer)
                THEN 1 ELSE 0 END AS liked,
           t.comments, CASE WHEN CAST(:moderator AS INTEGER) = 1 THEN t.open_reports END AS reports, t.version
      FROM coaching_posts t
      LEFT JOIN coaching_profiles c ON c.coach_id = t.coach_id AND c.published = 1 AND c.archived = 0)";

/// One for each index: a condition that may be absent would keep the planner from using it.
constexpr std::array<std::string_view, 6> by_key{"\n     WHERE CAST(:key AS TEXT) = ''",
    "\n     WHERE t.coach_id = :key",
    "\n     WHERE t.coach_id IN (SELECT f.coach_id FROM coaching_follows f WHERE f.user_id = :key)",
    "\n     WHERE t.author_id = :key",
    "\n     WHERE t.open_reports > 0 AND CAST(:key AS TEXT) = ''",
    "\n     WHERE t.hidden_at IS NOT NULL AND CAST(:key AS TEXT) = ''"};

constexpr std::string_view page_end = R"(
       AND (t.pinned, t.created_at, t.id) < (:pinned, :at, :id)
     ORDER BY t.pinned DESC, t.created_at DESC, t.id DESC
     LIMIT :limit)";

/// The statements' texts, put together once from the literals above.
using Texts = std::array<std::string, by_key.size()>;
Texts texts_of(std::string_view start, std::string_view end)
{
    Texts texts;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        texts[i] = std::string(start)
                       .append(by_key[i])
                       .append("\n       AND ")
                       .append(access::in_sight)
                       .append(end);
    }
    return texts;
}

} // namespace

std::vector<std::string> cursor_of(const Post& post)
{
    return {post.pinned ? "1" : "0", post.created_at.text(), post.id.str()};
}

std::vector<Post> posts(db::Tx& tx, const Lens& lens, const Viewer& viewer,
    const std::vector<std::string>& after, int limit)
{
    static const auto texts = texts_of(select_post, page_end);
    constexpr Instant latest{INT64_MAX};
    const bool first_page = after[0].empty();
    const int pinned = first_page ? 2 : after[0] == "1" ? 1 : 0;
    const Instant at = first_page ? latest : Instant::parse(after[1]).value_or(latest);
    auto rows = tx.all<StoredPost>(texts[static_cast<std::size_t>(lens.by)], viewer.user,
        viewer.user, viewer.moderator, lens.key, viewer.user, viewer.moderator, pinned, at,
        after[2], limit);
    std::vector<Post> posts;
    posts.reserve(rows.size());
    for (auto& row : rows) posts.push_back(std::move(row));
    return posts;
}

std::int64_t count_posts(db::Tx& tx, const Lens& lens, const Viewer& viewer)
{
    static const auto texts = texts_of("SELECT COUNT(*) FROM coaching_posts t", "");
    return tx.value<std::int64_t>(
        texts[static_cast<std::size_t>(lens.by)], lens.key, viewer.user, viewer.moderator);
}

std::optional<StoredPost> post(db::Tx& tx, PostId id, const Viewer& viewer)
{
    static const std::string sql = std::string(select_post) + " WHERE t.id = :id";
    return tx.one<StoredPost>(sql, viewer.user, viewer.user, viewer.moderator, id);
}

void insert(db::Tx& tx, PostId id, const Author& author, const WritePost& post, Instant at)
{
    tx.run(R"(
        INSERT INTO coaching_posts (id, author_id, author_name, author_kind, coach_id, text, image_ids, created_at)
        VALUES (:id, :author_id, :author_name, :author_kind, :coach_id, :text, :image_ids, :created_at))",
        id, author.user, author.name, author.kind, author.coach, post.text, post.image_ids, at);
}

void update_post(db::Tx& tx, const Post& post, Instant now)
{
    tx.run(R"(
        UPDATE coaching_posts
           SET text = :text, image_ids = :image_ids, edited_at = :now, version = version + 1
         WHERE id = :id)",
        post.text, post.image_ids, now, post.id);
}

void remove_post(db::Tx& tx, PostId id)
{
    tx.run("DELETE FROM coaching_posts WHERE id = :id", id);
}

void set_pinned(db::Tx& tx, PostId id, bool pinned)
{
    tx.run("UPDATE coaching_posts SET pinned = :pinned WHERE id = :id", pinned, id);
}

void set_hidden(
    db::Tx& tx, PostId id, std::optional<Instant> at, const std::optional<std::string>& reason)
{
    tx.run("UPDATE coaching_posts SET hidden_at = :at, hidden_reason = :reason WHERE id = :id", at,
        reason, id);
}

bool add_like(db::Tx& tx, PostId post, UserId user, Instant now)
{
    const auto added = tx.run(R"(
        INSERT INTO coaching_likes (post_id, user_id, at) VALUES (:post, :user, :at)
        ON CONFLICT (post_id, user_id) DO NOTHING)",
        post, user, now);
    if (added == 0) return false;
    tx.run("UPDATE coaching_posts SET likes = likes + 1 WHERE id = :id", post);
    return true;
}

void remove_like(db::Tx& tx, PostId post, UserId user)
{
    const auto removed = tx.run(
        "DELETE FROM coaching_likes WHERE post_id = :post AND user_id = :user", post, user);
    if (removed > 0) tx.run("UPDATE coaching_posts SET likes = likes - 1 WHERE id = :id", post);
}

std::int64_t likes(db::Tx& tx, PostId post)
{
    return tx.value<std::int64_t>("SELECT likes FROM coaching_posts WHERE id = :id", post);
}

Applause applause(db::Tx& tx, PostId post)
{
    Applause applause;
    applause.people = tx.value<std::int64_t>(R"(
        SELECT COUNT(*)
          FROM coaching_likes l
          JOIN coaching_posts p ON p.id = l.post_id
         WHERE l.post_id = :post AND l.user_id <> p.author_id)",
        post);
    applause.latest = tx.one<UserId>(R"(
        SELECT l.user_id
          FROM coaching_likes l
          JOIN coaching_posts p ON p.id = l.post_id
         WHERE l.post_id = :post AND l.user_id <> p.author_id
         ORDER BY l.at DESC, l.user_id
         LIMIT 1)",
        post);
    return applause;
}

std::vector<Coaching::Trace> traces_after(db::Tx& tx, const std::string& id, int limit)
{
    std::vector<Coaching::Trace> traces;
    const auto posts = tx.all<std::tuple<PostId, Instant>>(
        "SELECT id, created_at FROM coaching_posts WHERE id > :id ORDER BY id LIMIT :limit", id,
        limit);
    for (const auto& [post, at] : posts) {
        traces.push_back({post, at,
            tx.all<std::tuple<CommentId, Instant>>(
                "SELECT id, created_at FROM coaching_comments WHERE post_id = :post", post),
            tx.all<std::tuple<UserId, Instant>>(
                "SELECT user_id, at FROM coaching_likes WHERE post_id = :post", post)});
    }
    return traces;
}

void rename_author(db::Tx& tx, const Author& author)
{
    tx.run(R"(
        UPDATE coaching_posts SET author_name = :name, author_kind = :kind, coach_id = :coach
         WHERE author_id = :author)",
        author.name, author.kind, author.coach, author.user);
    tx.run(R"(
        UPDATE coaching_comments SET author_name = :name, author_kind = :kind, coach_id = :coach
         WHERE author_id = :author)",
        author.name, author.kind, author.coach, author.user);
}

} // namespace clinic::coaching::store
