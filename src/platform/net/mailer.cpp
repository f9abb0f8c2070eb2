#include "platform/net/mailer.hpp"

#include "platform/net/curl.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace clinic::net {

namespace {

struct Upload {
    std::string_view rest;
};

std::size_t read_upload(char* buffer, std::size_t size, std::size_t count, void* user)
{
    auto& rest = static_cast<Upload*>(user)->rest;
    const auto taken = std::min(size * count, rest.size());
    std::memcpy(buffer, rest.data(), taken);
    rest.remove_prefix(taken);
    return taken;
}

curl_usessl tls_level(SmtpOptions::Tls tls)
{
    switch (tls) {
    case SmtpOptions::Tls::off:
        return CURLUSESSL_NONE;
    case SmtpOptions::Tls::optional:
        return CURLUSESSL_TRY;
    case SmtpOptions::Tls::required:
        break;
    }
    return CURLUSESSL_ALL;
}

/// A 5xx about this very message will not change; one at the greeting or the log-in is the
/// operator's to mend, and everything else may be better in a while.
MailError error_of(CURL* curl, CURLcode failure)
{
    long code = 0;
    curl_off_t sent = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
    curl_easy_getinfo(curl, CURLINFO_SIZE_UPLOAD_T, &sent);
    const bool about_message = failure == CURLE_SEND_ERROR || sent > 0;
    const bool wants_login = code == 530 || code == 535 || code == 538;
    const bool permanent = about_message && code / 100 == 5 && !wants_login;
    return {permanent ? MailError::Kind::permanent : MailError::Kind::temporary,
        static_cast<int>(code), fmt::format("{} (SMTP {})", curl_easy_strerror(failure), code)};
}

}

Mailer::Mailer(SmtpOptions options) : options_(std::move(options)) {}

std::expected<void, MailError> Mailer::send(const Mail& mail, Instant now) const
{
    const auto message = build_mime(mail, now);
    const auto sender = fmt::format("<{}>", mail.from.mailbox);
    CurlList recipients;
    for (const auto& to : mail.to) recipients.add(fmt::format("<{}>", to.mailbox));
    Upload upload{message};

    const auto owned = new_curl();
    auto* curl = owned.get();
    curl_easy_setopt(curl, CURLOPT_URL, options_.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout.count()));
    curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(tls_level(options_.starttls)));
    if (!options_.ca_file.empty()) {
        curl_easy_setopt(curl, CURLOPT_CAINFO, options_.ca_file.c_str());
    }
    if (!options_.user.empty()) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, options_.user.c_str());
        curl_easy_setopt(curl, CURLOPT_PASSWORD, options_.password.reveal().c_str());
    }
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, sender.c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, &read_upload);
    curl_easy_setopt(curl, CURLOPT_READDATA, &upload);
    const auto failure = curl_easy_perform(curl);
    if (failure != CURLE_OK) return std::unexpected(error_of(curl, failure));
    return {};
}

}
