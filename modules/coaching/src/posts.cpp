// The feed, posts and their likes.

#include "handlers.hpp"

#include <set>

namespace clinic::coaching {
namespace {

std::unexpected<Problem> not_yours()
{
    return forbidden({"Seul son auteur peut le faire.", "Only its author can do that."});
}

/// What was asked for; a refusal when that is for moderators.
Result<store::Lens> lens_of(const http::Context& cx, const ListPosts& in, const Viewer& viewer)
{
    using By = store::Lens::By;
    if ((in.reported || in.hidden) && !viewer.moderator) {
        return forbidden({"La modération est réservée aux administrateurs.",
            "Moderation is for administrators."});
    }
    if (in.reported) return store::Lens{By::reported};
    if (in.hidden) return store::Lens{By::hidden};
    if (in.mine) return store::Lens{By::author, cx.user().user.str()};
    if (in.followed) return store::Lens{By::followed, cx.user().user.str()};
    if (in.coach) return store::Lens{By::coach, in.coach->str()};
    return store::Lens{By::time};
}

} // namespace

Result<store::StoredPost> Handlers::find(http::Context& cx, PostId id)
{
    const auto viewer = access::viewer_of(cx.principal());
    auto post = store::post(cx.tx, id, viewer);
    if (!post || !access::may_see(viewer, post->author_id, post->hidden)) return not_found();
    return *std::move(post);
}

Result<store::StoredPost> Handlers::find_own(http::Context& cx, PostId id)
{
    auto post = find(cx, id);
    if (!post) return post;
    if (!access::owns(access::viewer_of(cx.principal()), post->author_id)) return not_yours();
    if (cx.stale(post->edition)) return stale();
    return post;
}

Result<http::Page<Post>> Handlers::feed(http::Context& cx, const ListPosts& in)
{
    const auto after = http::start_after(in.page, 3);
    if (!after) return std::unexpected(after.error());
    const auto viewer = access::viewer_of(cx.principal());
    const auto lens = lens_of(cx, in, viewer);
    if (!lens) return std::unexpected(lens.error());
    auto page = http::page_of(
        store::posts(cx.tx, *lens, viewer, *after, in.page.limit + 1), in.page, store::cursor_of);
    if (in.page.count) page.total = store::count_posts(cx.tx, *lens, viewer);
    return page;
}

Result<Post> Handlers::show(http::Context& cx, const OnePost& in)
{
    const auto post = find(cx, in.id);
    if (!post) return std::unexpected(post.error());
    return tagged(cx, post->shown());
}

Result<Nothing> Handlers::check_images(http::Context& cx, const std::vector<MediaId>& images) const
{
    std::set<MediaId> seen;
    for (std::size_t i = 0; i < images.size(); ++i) {
        const auto field = "image_ids/" + std::to_string(i);
        if (!seen.insert(images[i]).second) {
            return invalid(
                field, "duplicate", {"Cette image y est déjà.", "This picture is there already."});
        }
        if (!access::may_publish(documents_, images[i], cx.user().user)) {
            return invalid(field, "unknown",
                {"Cette image n’existe pas, n’est pas la vôtre ou n’est pas publique.",
                    "There is no such picture, or it is not yours, or not public."});
        }
    }
    return Nothing{};
}

Result<Post> Handlers::write(http::Context& cx, const WritePost& in)
{
    if (auto fine = check_images(cx, in.image_ids); !fine) return std::unexpected(fine.error());
    const auto id = PostId::fresh();
    const auto author = author_of(cx.user().user);
    store::insert(cx.tx, id, author, in, cx.now);
    cx.subject("post", id.view());
    cx.emit(Posted{id, author.user, author.coach});
    return show(cx, {id});
}

Result<Post> Handlers::edit(http::Context& cx, const EditPost& in)
{
    auto post = find_own(cx, in.id);
    if (!post) return std::unexpected(post.error());
    if (in.image_ids) {
        if (auto fine = check_images(cx, *in.image_ids); !fine)
            return std::unexpected(fine.error());
        post->image_ids = *in.image_ids;
    }
    if (in.text) post->text = *in.text;
    store::update_post(cx.tx, *post, cx.now);
    cx.subject("post", in.id.view());
    cx.emit(Edited{in.id, post->author_id});
    return show(cx, {in.id});
}

Result<Nothing> Handlers::remove(http::Context& cx, const OnePost& in)
{
    const auto post = find_own(cx, in.id);
    if (!post) return std::unexpected(post.error());
    store::remove_post(cx.tx, in.id);
    cx.subject("post", in.id.view());
    cx.emit(Deleted{in.id, {}, post->author_id});
    return Nothing{};
}

Result<Standing> Handlers::like(http::Context& cx, const OnePost& in)
{
    const auto post = find(cx, in.id);
    if (!post) return std::unexpected(post.error());
    const auto me = cx.user().user;
    cx.subject("post", in.id.view());
    if (store::add_like(cx.tx, in.id, me, cx.now)) cx.emit(Liked{in.id, me, post->author_id});
    return Standing{true, store::likes(cx.tx, in.id)};
}

Result<Standing> Handlers::unlike(http::Context& cx, const OnePost& in)
{
    const auto post = find(cx, in.id);
    if (!post) return std::unexpected(post.error());
    cx.subject("post", in.id.view());
    store::remove_like(cx.tx, in.id, cx.user().user);
    return Standing{false, store::likes(cx.tx, in.id)};
}

} // namespace clinic::coaching
