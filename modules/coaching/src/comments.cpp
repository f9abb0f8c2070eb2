// Comments below posts: flat, oldest first.

#include "handlers.hpp"

namespace clinic::coaching {

Result<Handlers::Found> Handlers::find(http::Context& cx, PostId id, CommentId comment_id)
{
    auto post = find(cx, id);
    if (!post) return std::unexpected(post.error());
    const auto viewer = access::viewer_of(cx.principal());
    auto comment = store::comment(cx.tx, id, comment_id, viewer);
    if (!comment || !access::may_see(viewer, comment->author_id, comment->hidden))
        return not_found();
    return Found{*std::move(post), *std::move(comment)};
}

Result<Handlers::Found> Handlers::find_own(http::Context& cx, PostId id, CommentId comment_id)
{
    auto found = find(cx, id, comment_id);
    if (!found) return found;
    if (!access::owns(access::viewer_of(cx.principal()), found->comment.author_id)) {
        return forbidden({"Seul son auteur peut le faire.", "Only its author can do that."});
    }
    if (cx.stale(found->comment.version)) return stale();
    return found;
}

Result<http::Page<Comment>> Handlers::comments(http::Context& cx, const ListComments& in)
{
    const auto after = http::start_after(in.page, 2);
    if (!after) return std::unexpected(after.error());
    if (const auto post = find(cx, in.id); !post) return std::unexpected(post.error());
    const auto viewer = access::viewer_of(cx.principal());
    auto rows = store::comments(cx.tx, in.id, viewer, *after, in.page.limit + 1);
    auto page = http::page_of(std::move(rows), in.page, [](const Comment& comment) {
        return std::vector{comment.created_at.text(), comment.id.str()};
    });
    if (in.page.count) page.total = store::count_comments(cx.tx, in.id, viewer);
    return page;
}

Result<Comment> Handlers::comment(http::Context& cx, const WriteComment& in)
{
    const auto post = find(cx, in.id);
    if (!post) return std::unexpected(post.error());
    const auto id = CommentId::fresh();
    const auto author = author_of(cx.user().user);
    store::insert(cx.tx, in.id, id, author, in.text, cx.now);
    cx.subject("comment", id.view());
    cx.emit(Commented{in.id, id, author.user, post->author_id});
    return store::comment(cx.tx, in.id, id, access::viewer_of(cx.principal()))->shown();
}

Result<Comment> Handlers::edit_comment(http::Context& cx, const EditComment& in)
{
    const auto found = find_own(cx, in.id, in.comment);
    if (!found) return std::unexpected(found.error());
    store::update_comment(cx.tx, in.comment, in.text, cx.now);
    cx.subject("comment", in.comment.view());
    cx.emit(Edited{in.id, found->post.author_id});
    return store::comment(cx.tx, in.id, in.comment, access::viewer_of(cx.principal()))->shown();
}

Result<Nothing> Handlers::remove_comment(http::Context& cx, const OneComment& in)
{
    const auto found = find_own(cx, in.id, in.comment);
    if (!found) return std::unexpected(found.error());
    store::remove_comment(cx.tx, in.id, in.comment, found->comment.hidden);
    cx.subject("comment", in.comment.view());
    cx.emit(Deleted{in.id, in.comment, found->comment.author_id});
    return Nothing{};
}

} // namespace clinic::coaching
