#pragma once
// Rows and SQL of letters and of registrations that wait for their address to be proven.

#include "auth/auth.hpp"
#include "platform/db/tx.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::auth::store {

struct LetterRow {
    LetterId id;
    LetterKind kind = LetterKind::verify_address;
    std::string address;
    std::optional<UserId> user_id;
    Instant asked_at;

    static constexpr auto schema = api::object(api::field("id", &LetterRow::id, ""),
        api::field("kind", &LetterRow::kind, ""), api::field("address", &LetterRow::address, ""),
        api::field("user_id", &LetterRow::user_id, ""),
        api::field("asked_at", &LetterRow::asked_at, ""));
};
void add_letter(db::Tx&, const LetterRow&);
[[nodiscard]] std::optional<LetterRow> letter(db::Tx&, LetterId);
void note_written(db::Tx&, LetterId, Instant now);
void forget_letter(db::Tx&, LetterId);
/// Those of the kind that the account asked for are not written any more, nor anew when their sending failed.
void forget_letters(db::Tx&, UserId, LetterKind);
/// Likewise, but for those to that address.
void forget_letters_but(db::Tx&, UserId, LetterKind, std::string_view address);
/// Another of the kind was written to the address since then.
[[nodiscard]] bool wrote_since(db::Tx&, const LetterRow&, Instant since);

struct RegistrationRow {
    std::string id;
    std::string email;
    std::string password_hash;
    std::string first_name;
    std::string last_name;
    Language language = Language::fr;
    std::optional<std::string> phone;
    std::optional<LocalDate> birth_date;
    Instant created_at;

    static constexpr auto schema = api::object(api::field("id", &RegistrationRow::id, ""),
        api::field("email", &RegistrationRow::email, ""),
        api::field("password_hash", &RegistrationRow::password_hash, ""),
        api::field("first_name", &RegistrationRow::first_name, ""),
        api::field("last_name", &RegistrationRow::last_name, ""),
        api::field("language", &RegistrationRow::language, ""),
        api::field("phone", &RegistrationRow::phone, ""),
        api::field("birth_date", &RegistrationRow::birth_date, ""),
        api::field("created_at", &RegistrationRow::created_at, ""));
};
void add_registration(db::Tx&, const RegistrationRow&);
/// The latest few since then, the newest first.
[[nodiscard]] std::vector<RegistrationRow> registrations(
    db::Tx&, std::string_view email, Instant since);
void forget_registrations(db::Tx&, std::string_view email);

/// Deletes letters, registrations and one-time tokens of before that moment.
std::int64_t clear_letters(db::Tx&, Instant before);

} // namespace clinic::auth::store
