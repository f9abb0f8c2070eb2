#include "auth/auth.hpp"

namespace clinic::auth {

http::Roles bits_of(std::span<const Role> roles)
{
    http::Roles bits = 0;
    for (const Role role : roles) bits |= bit(role);
    return bits;
}

std::vector<Role> roles_of(http::Roles bits)
{
    std::vector<Role> roles;
    for (std::size_t i = 0; i < api::spelled_names<Role>().size(); ++i) {
        const auto role = static_cast<Role>(i);
        if ((bits & bit(role)) != 0) roles.push_back(role);
    }
    return roles;
}

} // namespace clinic::auth
