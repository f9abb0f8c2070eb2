#pragma once
// What the routes of log-in with an OpenID provider take and answer.

#include "api.hpp"

namespace clinic::auth {

struct ProviderState {
    bool enabled = false;
    std::string label;
    static constexpr auto schema = api::object(
        api::field("enabled", &ProviderState::enabled, "Whether one can log in there"),
        api::field("label", &ProviderState::label, "What the button names"));
};

struct ProviderAddress {
    std::string url;
    static constexpr auto schema = api::object(
        api::field("url", &ProviderAddress::url, "Where the browser goes to log in"));
};

struct FinishProvider {
    std::string code;
    std::string state;
    static constexpr auto schema = api::object(
        api::field("code", &FinishProvider::code, "As the provider sent it back",
            api::min_length(1), api::max_length(4000), api::secret()),
        api::field("state", &FinishProvider::state, "Likewise", token_rule()));
};

} // namespace clinic::auth
