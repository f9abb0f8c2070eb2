#pragma once
// Log-in with an OpenID provider. It opens accounts that exist here, found by the address that the provider has verified; it
// makes none. A second factor is asked for as after a password.

#include "factors_api.hpp"
#include "oidc_api.hpp"
#include "platform/http/context.hpp"
#include "platform/http/router.hpp"
#include "provider.hpp"

namespace clinic::auth {

class SingleSignOn {
public:
    explicit SingleSignOn(Auth::Parts& parts);

    Result<ProviderState> provider(http::Context&, const http::NoInput&);
    Result<ProviderAddress> start_provider(http::SlowContext&, const http::NoInput&);
    Result<LoggedIn> finish_provider(http::SlowContext&, const FinishProvider&);

private:
    Auth::Parts& parts_;
    Provider provider_;
};

} // namespace clinic::auth
