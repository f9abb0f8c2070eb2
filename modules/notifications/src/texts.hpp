#pragma once
// Every sentence that notifications say, in both languages: texts.cpp, texts_series.cpp for series of visits, and
// texts_account.cpp for letters about accounts.

#include "api.hpp"
#include "auth/auth.hpp"

#include <vector>

namespace clinic::notifications {

/// What sentences are made of, as far as a kind of news has it.
struct NewsWords {
    std::string patient;
    std::string practitioner;
    std::string site;
    LocalMoment when; ///< on the wall of the site
    LocalMoment until;
    std::string by;
    std::string number;
    Money amount;
    std::int64_t people = 0; ///< who like the post, `by` among them; none: they no longer do
    int count = 0; ///< of visits
    bool unpaid = false; ///< a visit that was not paid in time
};

// In the app.
[[nodiscard]] Text body_of(Kind kind, Side side, const NewsWords& words);
/// Of a series: texts_series.cpp.
[[nodiscard]] Text series_body(Side side, const NewsWords& words);

/// A mail before it has a shape: `letter.hpp` makes text and HTML of it.
struct Page {
    std::string subject;
    std::string greeting;
    std::string lead;
    struct Line {
        std::string label;
        std::string value;
    };
    std::vector<Line> lines;
    std::string link_label;
    std::string link;
    std::string closing;
};

/// The subject names neither people nor what the visit is for: it is read over shoulders.
[[nodiscard]] Page visit_page(Kind kind, Language language, const NewsWords& words);
/// About many visits at once; the mail lists them.
[[nodiscard]] Page series_page(Kind kind, Language language, const NewsWords& words);
/// About anything else that concerns a patient. The subject says as little.
[[nodiscard]] Page news_page(Kind kind, Language language, const NewsWords& words);
/// About a time of the waiting list; `online`: the patient can answer in the app.
[[nodiscard]] Page offer_page(Language language, const NewsWords& words, bool online);
[[nodiscard]] Page invitation_page(Language language, const std::string& first_name);
/// About an account: texts_account.cpp.
[[nodiscard]] Page account_page(const auth::Letter& letter);
/// Label of a line: "address" and "phone" of the site; "for" whom it is, when the reader acts for them.
[[nodiscard]] std::string address_label(Language language);
[[nodiscard]] std::string phone_label(Language language);
[[nodiscard]] std::string for_label(Language language);

} // namespace clinic::notifications
