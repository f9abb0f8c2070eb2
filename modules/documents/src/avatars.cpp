// The picture beside a person's name: one an account, which a new one takes the place of.

#include "handlers.hpp"
#include "picture.hpp"

#include "platform/bus/bus.hpp"

namespace clinic::documents {

Result<std::string> portrait_of(std::string_view bytes)
{
    const auto content = inspect(bytes);
    if (!content) return content_refused(content.error());
    if (!is_picture(content->kind)) return content_refused(ContentFault::unknown);
    auto picture = portrait(bytes, *content);
    if (!picture) return content_refused(ContentFault::broken);
    return *std::move(picture);
}

Result<Avatar> AvatarHandlers::set(http::SlowContext& cx, const SetAvatar& in)
{
    auto picture = portrait_of(read_all(*in.file->bytes));
    if (!picture) return std::unexpected(picture.error());
    auto file = vault_.put(*std::move(picture));
    file.adopt();
    const auto me = cx.user().user;
    auto written = cx.write([&](http::Context& inner) -> Result<Avatar> {
        file.store(inner.tx, inner.now);
        store::set_avatar(inner.tx, me, file.row().id);
        inner.emit(AvatarChanged{me});
        inner.subject("user", me.view());
        return Avatar{file.row().id};
    });
    if (!written) file.discard();
    return written;
}

Result<Nothing> AvatarHandlers::remove(http::Context& cx, const http::NoInput&)
{
    const auto me = cx.user().user;
    if (!store::set_avatar(cx.tx, me, {})) return not_found();
    cx.emit(AvatarChanged{me});
    cx.subject("user", me.view());
    return Nothing{};
}

Result<http::File> AvatarHandlers::show(http::SlowContext& cx, const AvatarOf& in)
{
    const auto row = cx.read([&](http::Context& inner) -> std::optional<FileRow> {
        const auto whose = directory_.find(in.id);
        if (!whose || !access_.may_see_avatar(cx.user(), *whose)) return std::nullopt;
        const auto file = store::avatar(inner.tx, in.id);
        // Another's, of a patient, is personal data; what the staff look like is told to everybody.
        const bool told = in.id == cx.user().user || auth::is_staff(auth::bits_of(whose->roles));
        if (file && !told) inner.subject("user", in.id.view());
        return file ? Vault::find(inner.tx, *file) : std::nullopt;
    });
    if (!row) return not_found();
    return file_of(vault_, *row, "image/jpeg", "", true);
}

} // namespace clinic::documents
