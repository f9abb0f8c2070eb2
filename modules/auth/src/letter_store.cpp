#include "letter_store.hpp"

namespace clinic::auth::store {

void add_letter(db::Tx& tx, const LetterRow& letter)
{
    tx.run(R"(
        INSERT INTO auth_letters (id, kind, address, user_id, asked_at)
        VALUES (:id, :kind, :address, :user, :asked))",
        letter.id, letter.kind, letter.address, letter.user_id, letter.asked_at);
}

std::optional<LetterRow> letter(db::Tx& tx, LetterId id)
{
    return tx.one<LetterRow>(
        "SELECT id, kind, address, user_id, asked_at FROM auth_letters WHERE id = :id", id);
}

void note_written(db::Tx& tx, LetterId id, Instant now)
{
    tx.run("UPDATE auth_letters SET written_at = :now WHERE id = :id", now, id);
}

void forget_letter(db::Tx& tx, LetterId id)
{
    tx.run("DELETE FROM auth_letters WHERE id = :id", id);
}

void forget_letters(db::Tx& tx, UserId user, LetterKind kind)
{
    tx.run("DELETE FROM auth_letters WHERE user_id = :user AND kind = :kind", user, kind);
}

void forget_letters_but(db::Tx& tx, UserId user, LetterKind kind, std::string_view address)
{
    tx.run(R"(
        DELETE FROM auth_letters
         WHERE user_id = :user AND kind = :kind AND address <> :address)",
        user, kind, address);
}

bool wrote_since(db::Tx& tx, const LetterRow& letter, Instant since)
{
    return tx
        .one<std::int64_t>(R"(
        SELECT 1 FROM auth_letters
         WHERE address = :address AND kind = :kind AND written_at > :since AND id <> :id LIMIT 1)",
            letter.address, letter.kind, since, letter.id)
        .has_value();
}

void add_registration(db::Tx& tx, const RegistrationRow& row)
{
    tx.run(R"(
        INSERT INTO auth_registrations (id, email, password_hash, first_name, last_name, language,
                                        phone, birth_date, created_at)
        VALUES (:id, :email, :hash, :first, :last, :language, :phone, :birth, :now))",
        row);
}

std::vector<RegistrationRow> registrations(db::Tx& tx, std::string_view email, Instant since)
{
    return tx.all<RegistrationRow>(R"(
        SELECT id, email, password_hash, first_name, last_name, language, phone, birth_date,
               created_at
          FROM auth_registrations
         WHERE email = :email AND created_at > :since
         ORDER BY created_at DESC, id DESC
         LIMIT 5)",
        email, since);
}

void forget_registrations(db::Tx& tx, std::string_view email)
{
    tx.run("DELETE FROM auth_registrations WHERE email = :email", email);
}

std::int64_t clear_letters(db::Tx& tx, Instant before)
{
    return tx.run("DELETE FROM auth_letters WHERE asked_at < :before", before) +
           tx.run("DELETE FROM auth_registrations WHERE created_at < :before", before) +
           tx.run("DELETE FROM auth_one_time_tokens WHERE expires_at < :before", before);
}

} // namespace clinic::auth::store
