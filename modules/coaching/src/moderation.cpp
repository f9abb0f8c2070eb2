// Reports by everybody; hiding, settling and pinning by moderators. Each deed can be done twice: the second changes nothing.

#include "handlers.hpp"

namespace clinic::coaching {
namespace {

std::unexpected<Problem> own_words()
{
    return conflict("own", {"C’est de vous : modifiez-le ou supprimez-le plutôt.",
                               "It is yours: edit or delete it instead."});
}

std::unexpected<Problem> already_reported()
{
    return conflict(
        "already_reported", {"Vous l’avez déjà signalé. Merci, un modérateur le lira.",
                                "You have reported it already. A moderator will read it."});
}

} // namespace

Result<Nothing> Handlers::report(http::Context& cx, const ReportPost& in)
{
    const auto post = find(cx, in.id);
    if (!post) return std::unexpected(post.error());
    if (post->mine) return own_words();
    const auto reporter = author_of(cx.user().user);
    if (!store::insert(cx.tx, store::NewReport{in.id, {}, reporter, in.what}, cx.now))
        return already_reported();
    cx.subject("post", in.id.view());
    cx.emit(Reported{in.id, {}, reporter.user});
    return Nothing{};
}

Result<Nothing> Handlers::report_comment(http::Context& cx, const ReportComment& in)
{
    const auto found = find(cx, in.id, in.comment);
    if (!found) return std::unexpected(found.error());
    if (found->comment.mine) return own_words();
    const auto reporter = author_of(cx.user().user);
    if (!store::insert(cx.tx, store::NewReport{in.id, in.comment, reporter, in.what}, cx.now))
        return already_reported();
    cx.subject("comment", in.comment.view());
    cx.emit(Reported{in.id, in.comment, reporter.user});
    return Nothing{};
}

Result<http::Page<ReportEntry>> Handlers::reports(http::Context& cx, const ListComments& in)
{
    const auto after = http::start_after(in.page, 1);
    if (!after) return std::unexpected(after.error());
    if (const auto post = find(cx, in.id); !post) return std::unexpected(post.error());
    return http::page_of(store::reports(cx.tx, in.id, after->front(), in.page.limit + 1), in.page,
        [](const ReportEntry& entry) { return std::vector{entry.id.str()}; });
}

Result<Post> Handlers::settle(http::Context& cx, const OnePost& in)
{
    if (const auto post = find(cx, in.id); !post) return std::unexpected(post.error());
    store::settle_reports(cx.tx, in.id, {}, cx.now);
    cx.subject("post", in.id.view());
    return show(cx, in);
}

Result<Post> Handlers::hide(http::Context& cx, const HidePost& in)
{
    const auto post = find(cx, in.id);
    if (!post) return std::unexpected(post.error());
    cx.subject("post", in.id.view());
    store::settle_reports(cx.tx, in.id, {}, cx.now);
    if (!post->hidden) {
        store::set_hidden(cx.tx, in.id, cx.now, in.reason);
        cx.emit(Hidden{in.id, {}, post->author_id, cx.user().user});
    }
    return show(cx, {in.id});
}

Result<Post> Handlers::unhide(http::Context& cx, const OnePost& in)
{
    const auto post = find(cx, in.id);
    if (!post) return std::unexpected(post.error());
    cx.subject("post", in.id.view());
    if (post->hidden) {
        store::set_hidden(cx.tx, in.id, {}, {});
        cx.emit(Unhidden{in.id, {}, post->author_id});
    }
    return show(cx, in);
}

Result<Comment> Handlers::hide_comment(http::Context& cx, const OneComment& in)
{
    auto found = find(cx, in.id, in.comment);
    if (!found) return std::unexpected(found.error());
    cx.subject("comment", in.comment.view());
    store::settle_reports(cx.tx, in.id, in.comment, cx.now);
    if (!found->comment.hidden) {
        store::set_comment_hidden(cx.tx, in.id, in.comment, cx.now);
        cx.emit(Hidden{in.id, in.comment, found->comment.author_id, cx.user().user});
    }
    found->comment.hidden = true;
    return Comment(std::move(found->comment));
}

Result<Comment> Handlers::unhide_comment(http::Context& cx, const OneComment& in)
{
    auto found = find(cx, in.id, in.comment);
    if (!found) return std::unexpected(found.error());
    cx.subject("comment", in.comment.view());
    if (found->comment.hidden) {
        store::set_comment_hidden(cx.tx, in.id, in.comment, {});
        cx.emit(Unhidden{in.id, in.comment, found->comment.author_id});
    }
    found->comment.hidden = false;
    return Comment(std::move(found->comment));
}

Result<Post> Handlers::set_pinned(http::Context& cx, PostId id, bool pinned)
{
    const auto post = find(cx, id);
    if (!post) return std::unexpected(post.error());
    cx.subject("post", id.view());
    if (post->pinned != pinned) {
        store::set_pinned(cx.tx, id, pinned);
        cx.emit(Edited{id, post->author_id});
    }
    return show(cx, {id});
}

Result<Post> Handlers::pin(http::Context& cx, const OnePost& in)
{
    return set_pinned(cx, in.id, true);
}

Result<Post> Handlers::unpin(http::Context& cx, const OnePost& in)
{
    return set_pinned(cx, in.id, false);
}

} // namespace clinic::coaching
