// Who is written to, and what: decided when a mail is sent, so that nothing of it can be seen by who
// asked for one.

#include "letter_store.hpp"
#include "letterbox.hpp"
#include "one_time.hpp"
#include "parts.hpp"

namespace clinic::auth {
namespace {

using one_time::Purpose;

/// A mail that waited longer for its server is not sent: whoever still wants it has asked again.
constexpr int late_minutes = 30;
/// Between two of a kind to one address, while the link of the first is good for both: a stranger who
/// asks again and again fills no mailbox, and takes no link away from its owner.
constexpr int apart_minutes = 10;

class Writer {
public:
    Writer(db::Tx& tx, const store::LetterRow& asked, std::string_view public_url, Instant now)
        : tx_(tx), asked_(asked), public_url_(public_url), now_(now)
    {
    }

    [[nodiscard]] std::optional<Letter> write() const
    {
        using enum LetterKind;
        switch (asked_.kind) {
        case verify_address:
            return verification();
        case reset_password:
            return reset();
        case confirm_address:
            return confirmation();
        case security_changed:
            return word(std::string(public_url_) + "/account/security");
        case have_account:
        case password_changed:
        case address_changing:
        case address_changed:
        case codes_guessed:
            break;
        }
        return word();
    }

private:
    [[nodiscard]] Instant recently() const { return now_.plus_minutes(-apart_minutes); }

    [[nodiscard]] std::optional<Letter> word(std::string link = {}) const
    {
        const auto user = asked_.user_id ? store::find(tx_, *asked_.user_id) : std::nullopt;
        return user ? std::optional(to(*user, asked_.kind, std::move(link))) : std::nullopt;
    }

    [[nodiscard]] std::optional<Letter> verification() const
    {
        if (const auto user = store::find_by_email(tx_, asked_.address)) {
            store::forget_registrations(tx_, asked_.address);
            return told_of_account(*user);
        }
        const auto waiting = store::registrations(tx_, asked_.address, now_.plus_days(-1));
        if (waiting.empty()) return std::nullopt;
        const auto link = link_to("/verify-email", Purpose::verify, asked_.address);
        if (!link) return std::nullopt;
        // No name: whoever asked may have typed anything there, for the clinic to send.
        return Letter{asked_.kind, asked_.address, {}, waiting.front().language, *link};
    }

    [[nodiscard]] std::optional<Letter> reset() const
    {
        const auto user = store::find_by_email(tx_, asked_.address);
        if (!user || user->status != UserStatus::active) return std::nullopt;
        const auto link = link_to("/reset-password", Purpose::reset, user->id.str());
        return link ? std::optional(to(*user, asked_.kind, *link)) : std::nullopt;
    }

    [[nodiscard]] std::optional<Letter> confirmation() const
    {
        const auto user = asked_.user_id ? store::find(tx_, *asked_.user_id) : std::nullopt;
        if (!user || user->status != UserStatus::active) return std::nullopt;
        if (const auto other = store::find_by_email(tx_, asked_.address))
            return told_of_account(*other);
        const auto link = link_to("/confirm-email", Purpose::change, user->id.str());
        return link ? std::optional(to(*user, asked_.kind, *link)) : std::nullopt;
    }

    [[nodiscard]] std::optional<Letter> told_of_account(const User& user) const
    {
        if (user.status == UserStatus::disabled) return std::nullopt;
        if (store::wrote_since(tx_, asked_, recently())) return std::nullopt;
        return to(user, LetterKind::have_account, std::string(public_url_) + "/forgot-password");
    }

    /// Nothing while another is out that is as good.
    [[nodiscard]] std::optional<std::string> link_to(
        std::string_view page, Purpose purpose, std::string owner) const
    {
        if (one_time::is_out(tx_, purpose, owner, asked_.id, recently())) return std::nullopt;
        const auto token = one_time::issue(
            tx_, purpose, {std::move(owner), asked_.address}, asked_.id, now_);
        return std::string(public_url_) + std::string(page) + "?token=" + token;
    }

    [[nodiscard]] Letter to(const User& user, LetterKind kind, std::string link = {}) const
    {
        return {kind, asked_.address, user.first_name, user.language, std::move(link)};
    }

    db::Tx& tx_;
    const store::LetterRow& asked_;
    std::string_view public_url_;
    Instant now_;
};

} // namespace

void ask_letter(http::Context& cx, LetterKind kind, std::string address, std::optional<UserId> user)
{
    cx.emit(letter_asked(cx.tx, kind, std::move(address), user, cx.now));
}

LetterAsked letter_asked(
    db::Tx& tx, LetterKind kind, std::string address, std::optional<UserId> user, Instant now)
{
    const auto id = LetterId::fresh();
    store::add_letter(tx, {id, kind, std::move(address), user, now});
    return {id};
}

void tell_owner(http::Context& cx, const User& user)
{
    ask_letter(cx, LetterKind::security_changed, user.email, user.id);
}

std::optional<Letter> Auth::letter(LetterId id, std::string_view public_url)
{
    const auto now = parts_->clock.now();
    return parts_->database.write_now([&](db::Tx& tx) -> std::optional<Letter> {
        const auto asked = store::letter(tx, id);
        if (!asked) return std::nullopt;
        auto letter = asked->asked_at < now.plus_minutes(-late_minutes)
                          ? std::nullopt
                          : Writer(tx, *asked, public_url, now).write();
        // Of an address that is nobody's, nothing is kept.
        if (letter) store::note_written(tx, id, now);
        else store::forget_letter(tx, id);
        return letter;
    });
}

} // namespace clinic::auth
