// Pictures of posts and profiles: written anew from their pixels, so that no place, device or hidden text stays in them.

#include "handlers.hpp"
#include "picture.hpp"

namespace clinic::documents {

Result<NewMedia> rewritten_media(std::string_view bytes, UserId owner, bool is_public, Instant now)
{
    const auto content = inspect(bytes);
    if (!content) return content_refused(content.error());
    if (!is_picture(content->kind)) return content_refused(ContentFault::unknown);
    auto picture = rewritten(bytes, *content);
    if (!picture) return content_refused(ContentFault::broken);
    Media media;
    media.id = MediaId::fresh();
    media.owner = owner;
    media.is_public = is_public;
    media.type = media_type(picture->kind);
    media.size = static_cast<std::int64_t>(picture->bytes.size());
    media.width = picture->width;
    media.height = picture->height;
    media.created_at = now;
    return NewMedia{std::move(media), std::move(picture->bytes)};
}

Result<Media> MediaHandlers::add(http::SlowContext& cx, const AddMedia& in)
{
    auto made = rewritten_media(
        read_all(*in.file->bytes), cx.user().user, in.visibility == Visibility::is_public, cx.now);
    if (!made) return std::unexpected(made.error());
    auto file = vault_.put(std::move(made->bytes));
    file.adopt();
    auto written = cx.write([&](http::Context& inner) -> Result<Media> {
        file.store(inner.tx, inner.now);
        store::insert(inner.tx, {made->media, file.row().id});
        inner.subject("media", made->media.id.view());
        return made->media;
    });
    if (!written) file.discard();
    return written;
}

Result<http::File> MediaHandlers::read(http::SlowContext& cx, const OneMedia& in)
{
    std::optional<FileRow> row;
    const auto found = cx.read([&](http::Context& inner) {
        auto stored = store::find(inner.tx, in.id);
        if (stored) row = Vault::find(inner.tx, stored->file_id);
        return stored;
    });
    if (!found || !Access::may_see(cx.user(), found->media)) return not_found();
    return file_of(vault_, row.value(), found->media.type, "", true);
}

Result<http::File> MediaHandlers::read_public(http::SlowContext& cx, const OneMedia& in)
{
    std::optional<FileRow> row;
    const auto found = cx.read([&](http::Context& inner) {
        auto stored = store::find(inner.tx, in.id);
        if (stored) row = Vault::find(inner.tx, stored->file_id);
        return stored;
    });
    if (!found || !found->media.is_public) return not_found();
    auto file = file_of(vault_, row.value(), found->media.type, "", true);
    if (file) file->is_public = true;
    return file;
}

} // namespace clinic::documents
