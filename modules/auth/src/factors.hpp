#pragma once
// An account's own second factors: what there is, adding, removing. Handlers; routes.cpp says which route each answers.

#include "factors_api.hpp"
#include "platform/http/context.hpp"
#include "platform/http/router.hpp"

namespace clinic::auth {

class Factors {
public:
    explicit Factors(Auth::Parts& parts) : parts_(parts) {}

    // totp.cpp
    Result<FactorsOverview> factors(http::Context&, const http::NoInput&);
    Result<TotpSetup> set_up_totp(http::Context&, const http::NoInput&);
    Result<FactorAdded> confirm_totp(http::SlowContext&, const ConfirmTotp&);
    Result<Nothing> remove_totp(http::Context&, const http::NoInput&);
    Result<RecoveryCodes> renew_recovery_codes(http::Context&, const http::NoInput&);

    // passkeys.cpp
    Result<PasskeyOptions> passkey_options(http::Context&, const http::NoInput&);
    Result<FactorAdded> add_passkey(http::Context&, const AddPasskey&);
    Result<PasskeyLine> rename_passkey(http::Context&, const RenamePasskey&);
    Result<Nothing> remove_passkey(http::Context&, const ByPasskey&);

private:
    [[nodiscard]] Result<FactorAdded> confirm(http::Context&, std::string_view code);
    /// Told to the owner. A fresh token for the session, since its standing may have changed, and codes when there are none yet.
    [[nodiscard]] FactorAdded added(http::Context&, User);
    /// After a removal, of which the owner is told: refuses when the account must keep one; without a good one, the
    /// second step ends: recovery codes and refused passkeys go too.
    [[nodiscard]] Result<Nothing> removed(http::Context&, const User&);

    Auth::Parts& parts_;
};

} // namespace clinic::auth
