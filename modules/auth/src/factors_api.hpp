#pragma once
// What the routes of second factors, passkeys and fresh proofs take and answer.

#include "api.hpp"

namespace clinic::auth {

using PasskeyId = Id<struct PasskeyTag>;

enum class FactorKind { totp, passkey, recovery_code };
constexpr auto spelled(FactorKind)
{
    return api::names("totp", "passkey", "recovery_code");
}

/// Bytes in base64url, as the browser's WebAuthn gives them.
constexpr auto bytes_rule(std::int64_t longest)
{
    return [longest](api::Limits& limits) {
        limits.trimmed = true;
        limits.min_length = 1;
        limits.max_length = longest;
    };
}

// ---- log-in in two steps ------------------------------------------------------------------------

/// The password was right; now for the second step.
struct SecondFactor {
    std::string challenge;
    int expires_in = 0;
    std::vector<FactorKind> methods;
    std::string rp_id;
    std::vector<std::string> passkeys;

    static constexpr auto schema = api::object(
        api::field("challenge", &SecondFactor::challenge,
            "To send with the answer; also what a passkey signs"),
        api::field("expires_in", &SecondFactor::expires_in, "Seconds that it is good for"),
        api::field("methods", &SecondFactor::methods, "What the account can answer with"),
        api::field("rp_id", &SecondFactor::rp_id, "Whose passkeys (WebAuthn)"),
        api::field("passkeys", &SecondFactor::passkeys, "The account's, by credential id"));
};

/// A Session, or the question that comes before it.
struct LoggedIn {
    std::optional<std::string> access_token;
    std::optional<TokenType> token_type;
    std::optional<int> expires_in;
    std::optional<std::int64_t> idle_seconds;
    std::optional<std::int64_t> ends_in;
    std::optional<User> user;
    std::optional<SecondFactor> second_factor_required;

    static constexpr auto schema = api::object(
        api::field("access_token", &LoggedIn::access_token, "For the Authorization header"),
        api::field("token_type", &LoggedIn::token_type, "How to send it"),
        api::field("expires_in", &LoggedIn::expires_in, "Seconds until it must be refreshed"),
        api::field("idle_seconds", &LoggedIn::idle_seconds, "As in a Session"),
        api::field("ends_in", &LoggedIn::ends_in, "As in a Session"),
        api::field("user", &LoggedIn::user, "Who is signed in"),
        api::field("second_factor_required", &LoggedIn::second_factor_required,
            "Instead of all these: what is asked for next"));
};

struct PasskeyAssertion {
    std::string credential_id;
    std::string client_data;
    std::string authenticator_data;
    std::string signature;

    static constexpr auto schema = api::object(
        api::field(
            "credential_id", &PasskeyAssertion::credential_id, "Which one", bytes_rule(1400)),
        api::field("client_data", &PasskeyAssertion::client_data, "clientDataJSON, base64url",
            bytes_rule(4000)),
        api::field("authenticator_data", &PasskeyAssertion::authenticator_data,
            "authenticatorData, base64url", bytes_rule(4000)),
        api::field(
            "signature", &PasskeyAssertion::signature, "Over both, base64url", bytes_rule(1400)));
};

/// One of the three.
struct FactorAnswer {
    std::optional<std::string> code;
    std::optional<std::string> recovery_code;
    std::optional<PasskeyAssertion> passkey;

    static constexpr auto schema = api::object(
        api::field("code", &FactorAnswer::code, "Six digits of the authenticator app",
            api::name(20), api::secret()),
        api::field("recovery_code", &FactorAnswer::recovery_code,
            "One of the ten, blanks and "
            "dashes ignored",
            api::name(60), api::secret()),
        api::field("passkey", &FactorAnswer::passkey, "A passkey's answer"));

    [[nodiscard]] int given() const
    {
        return int{code.has_value()} + int{recovery_code.has_value()} + int{passkey.has_value()};
    }
};

struct AnswerSecondFactor {
    std::string challenge;
    FactorAnswer answer;
    static constexpr auto schema = api::object(
        api::field("challenge", &AnswerSecondFactor::challenge, "From the log-in", token_rule()),
        api::embed(&AnswerSecondFactor::answer));
};

struct PasskeyChallenge {
    std::string challenge;
    std::string rp_id;
    int expires_in = 0;
    static constexpr auto schema = api::object(
        api::field("challenge", &PasskeyChallenge::challenge, "To sign, base64url"),
        api::field("rp_id", &PasskeyChallenge::rp_id, "Whose passkeys (WebAuthn)"),
        api::field("expires_in", &PasskeyChallenge::expires_in, "Seconds that it is good for"));
};

struct StepUp {
    std::optional<std::string> password;
    FactorAnswer answer;
    static constexpr auto schema = api::object(
        api::field("password", &StepUp::password, "Of the account", password_rule()),
        api::embed(&StepUp::answer));
};

// ---- the account's own --------------------------------------------------------------------------

struct PasskeyLine {
    PasskeyId id;
    std::string name;
    Instant created_at;
    std::optional<Instant> last_used_at;
    std::optional<Instant> cloned_at;
    std::int64_t version = 1;

    static constexpr auto schema = api::object(
        api::field("id", &PasskeyLine::id, "Names the passkey"),
        api::field("name", &PasskeyLine::name, "As its owner calls it"),
        api::field("created_at", &PasskeyLine::created_at, "When it was added"),
        api::field("last_used_at", &PasskeyLine::last_used_at, "When it last logged in"),
        api::field("cloned_at", &PasskeyLine::cloned_at,
            "When there seemed to be two of it; refused since then"),
        api::field("version", &PasskeyLine::version, "Counts the changes, for If-Match"));
};

struct FactorsOverview {
    std::optional<Instant> totp_since;
    std::vector<PasskeyLine> passkeys;
    int recovery_codes_left = 0;
    bool has_password = false;
    bool required = false;
    bool enrolling = false;

    static constexpr auto schema = api::object(
        api::field("totp_since", &FactorsOverview::totp_since, "Of the authenticator app, if any"),
        api::field("passkeys", &FactorsOverview::passkeys, "Oldest first"),
        api::field("recovery_codes_left", &FactorsOverview::recovery_codes_left, "Not used yet"),
        api::field("has_password", &FactorsOverview::has_password, "Whether one is set"),
        api::field("required", &FactorsOverview::required, "Whether the last one must stay"),
        api::field("enrolling", &FactorsOverview::enrolling,
            "Whether nothing else is open before one is added"));
};

struct TotpSetup {
    std::string secret;
    std::string uri;
    static constexpr auto schema = api::object(
        api::field("secret", &TotpSetup::secret, "To type into the app, base32"),
        api::field("uri", &TotpSetup::uri, "otpauth://… for the QR code"));
};

struct ConfirmTotp {
    std::string code;
    static constexpr auto schema = api::object(api::field(
        "code", &ConfirmTotp::code, "Six digits that the app shows", api::name(20), api::secret()));
};

struct RecoveryCodes {
    std::vector<std::string> codes;
    static constexpr auto schema = api::object(
        api::field("codes", &RecoveryCodes::codes, "Each good once; shown this one time"));
};

/// A first factor opens the account again, so that a fresh access token comes with it.
struct FactorAdded {
    Session session;
    std::optional<std::vector<std::string>> recovery_codes;
    static constexpr auto schema = api::object(
        api::field("session", &FactorAdded::session, "The same session, with a fresh token"),
        api::field("recovery_codes", &FactorAdded::recovery_codes,
            "With the first factor: ten codes, shown this one time"));
};

struct PasskeyOptions {
    std::string challenge;
    std::string rp_id;
    std::string user_handle;
    std::string user_name;
    std::string display_name;
    std::vector<std::int64_t> algorithms;
    std::vector<std::string> exclude;

    static constexpr auto schema = api::object(
        api::field("challenge", &PasskeyOptions::challenge, "To sign, base64url"),
        api::field("rp_id", &PasskeyOptions::rp_id, "For whom (WebAuthn)"),
        api::field("user_handle", &PasskeyOptions::user_handle, "user.id, base64url"),
        api::field("user_name", &PasskeyOptions::user_name, "user.name"),
        api::field("display_name", &PasskeyOptions::display_name, "user.displayName"),
        api::field("algorithms", &PasskeyOptions::algorithms, "COSE numbers, best first"),
        api::field("exclude", &PasskeyOptions::exclude, "Credential ids that are there already"));
};

struct AddPasskey {
    std::string name;
    std::string client_data;
    std::string attestation;
    static constexpr auto schema = api::object(
        api::field("name", &AddPasskey::name, "To know it by", api::name(60)),
        api::field(
            "client_data", &AddPasskey::client_data, "clientDataJSON, base64url", bytes_rule(4000)),
        api::field("attestation", &AddPasskey::attestation, "attestationObject, base64url",
            bytes_rule(12'000)));
};

struct ByPasskey {
    PasskeyId passkey_id;
    static constexpr auto schema = api::object(
        api::field("passkey_id", &ByPasskey::passkey_id, "Which one"));
};

struct RenamePasskey {
    PasskeyId passkey_id;
    std::string name;
    static constexpr auto schema = api::object(
        api::field("passkey_id", &RenamePasskey::passkey_id, "Which one"),
        api::field("name", &RenamePasskey::name, "To know it by", api::name(60)));
};

} // namespace clinic::auth
