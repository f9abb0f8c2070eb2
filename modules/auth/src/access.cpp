#include "access.hpp"

namespace clinic::auth {

View view_of(const http::Principal& reader)
{
    if (reader.has(bit(Role::admin))) return {~http::Roles{0}, true};
    return {allow::staff.any_of(), false};
}

UserLine line_of(User user, const View& view)
{
    UserLine line{user.id, std::move(user.email), std::move(user.first_name),
        std::move(user.last_name), std::move(user.roles), user.language, std::move(user.phone),
        user.status, user.last_login_at, user.created_at, user.version, std::move(user.avatar)};
    if (!view.whole) {
        line.email.reset();
        line.phone.reset();
        line.last_login_at.reset();
    }
    return line;
}

} // namespace clinic::auth
