#include "platform/config/table.hpp"

#include <fmt/format.h>

#include <array>

namespace clinic::config {

namespace {

template <auto Section, auto Member>
Target at(Config& config)
{
    return &(config.*Section.*Member);
}

// clang-format off
const std::array rows{
    Row{"server", "listen", at<&Config::server, &Server::listen>, address_and_port(),
        "Where to listen. Other than loopback needs tls_certificate or trusted_proxies. Port "
        "0 takes a free one."},
    Row{"server", "data", at<&Config::server, &Server::data>, any_text("a folder"),
        "The folder with everything there is to back up: database, documents, keys, logs."},
    Row{"server", "public_url", at<&Config::server, &Server::public_url>,
        empty_or_url({"https://", "http://"}),
        "The address by which people reach the clinic, for links in mails and as the issuer "
        "of tokens. Empty: made from listen."},
    Row{"server", "threads", at<&Config::server, &Server::threads>, NumberRule{0, 256},
        "Threads that read requests and answer them. 0: one per core."},
    Row{"server", "slow_threads", at<&Config::server, &Server::slow_threads>, NumberRule{1, 256},
        "Threads for slow work (documents, mail, calls to the outside)."},
    Row{"server", "trusted_proxies", at<&Config::server, &Server::trusted_proxies>, network(),
        "Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed."},
    Row{"server", "cors_origins", at<&Config::server, &Server::cors_origins>, origin(),
        "Foreign web apps that may call the API from a browser."},
    Row{"server", "tls_certificate", at<&Config::server, &Server::tls_certificate>,
        any_text("a PEM file, the whole chain"),
        "The server's certificate; read again on SIGHUP. Empty: plain HTTP."},
    Row{"server", "tls_key", at<&Config::server, &Server::tls_key>,
        any_text("a PEM file that its owner alone can read"),
        "The certificate's private key."},
    Row{"server", "head_seconds", at<&Config::server, &Server::head_seconds>, NumberRule{1, 600},
        "How long the head of a request may take to arrive, however slowly it drips."},
    Row{"server", "body_seconds", at<&Config::server, &Server::body_seconds>, NumberRule{1, 3600},
        "Likewise its body."},
    Row{"server", "idle_seconds", at<&Config::server, &Server::idle_seconds>, NumberRule{1, 3600},
        "How long a connection is kept between requests."},
    Row{"server", "write_seconds", at<&Config::server, &Server::write_seconds>, NumberRule{1, 3600},
        "How long an answer may take to be fetched."},
    Row{"server", "max_connections", at<&Config::server, &Server::max_connections>,
        NumberRule{16, 1'000'000},
        "Connections at once; further ones are closed."},
    Row{"server", "drain_seconds", at<&Config::server, &Server::drain_seconds>, NumberRule{0, 600},
        "On SIGTERM, how long accepted requests may take to finish."},

    Row{"database", "url", at<&Config::database, &Database::url>,
        empty_or_url({"sqlite:", "postgresql://", "postgres://"}),
        "Empty: SQLite, in the data folder. A PostgreSQL password belongs in password_file."},
    Row{"database", "pool", at<&Config::database, &Database::pool>, NumberRule{1, 256},
        "Connections to PostgreSQL."},
    Row{"database", "batch", at<&Config::database, &Database::batch>, NumberRule{1, 4'096},
        "SQLite: writes that may share one durable commit; 1 gives each its own."},
    Row{"database", "password", at<&Config::database, &Database::password>, any_text("a file"),
        "The file that holds the PostgreSQL password, when the URL has none."},

    Row{"auth", "access_minutes", at<&Config::auth, &Auth::access_minutes>, NumberRule{1, 60},
        "Life of an access token; the browser renews it by itself."},
    Row{"auth", "refresh_days", at<&Config::auth, &Auth::refresh_days>, NumberRule{1, 365},
        "Longest life of a patient's session."},
    Row{"auth", "idle_days", at<&Config::auth, &Auth::idle_days>, NumberRule{1, 365},
        "A patient's session without an act of the person for so long has ended."},
    Row{"auth", "staff_hours", at<&Config::auth, &Auth::staff_hours>, NumberRule{1, 720},
        "Longest life of the session of anybody who is more than a patient."},
    Row{"auth", "staff_idle_minutes", at<&Config::auth, &Auth::staff_idle_minutes>,
        NumberRule{5, 10'080},
        "Such a session has ended after so long without an act of the person; what the page does "
        "by itself does not count."},
    Row{"auth", "argon2_memory_kib", at<&Config::auth, &Auth::argon2_memory_kib>,
        NumberRule{19'456, 4'194'304},
        "Memory to hash one password (Argon2id). A change takes effect account by account, "
        "at the next log-in."},
    Row{"auth", "argon2_passes", at<&Config::auth, &Auth::argon2_passes>, NumberRule{1, 100},
        "Passes over that memory."},
    Row{"auth", "argon2_workers", at<&Config::auth, &Auth::argon2_workers>, NumberRule{1, 64},
        "Passwords hashed at once; the memory above times this is what log-ins can cost."},
    Row{"auth", "second_factor", at<&Config::auth, &Auth::second_factor>,
        one_of({"required_for_staff", "optional"}),
        "Whether staff must have a second proof of identity (code of an app, or passkey): who has "
        "none can do nothing but add one. A demo asks nobody."},
    Row{"auth", "step_up_minutes", at<&Config::auth, &Auth::step_up_minutes>, NumberRule{1, 60},
        "How long a log-in counts as proof of identity for sensitive acts (exports, roles, API "
        "keys); afterwards it is asked for again."},

    Row{"booking", "hold_minutes", at<&Config::booking, &Booking::hold_minutes>, NumberRule{1, 60},
        "How long a time is kept for whoever is filling the booking form."},
    Row{"booking", "offer_minutes", at<&Config::booking, &Booking::offer_minutes>,
        NumberRule{5, 1440},
        "How long a time that came free is offered to who waits for it, at sites that say nothing "
        "else. The hours from 20:00 to 8:00 do not count."},
    Row{"booking", "private_network", at<&Config::booking, &Booking::private_network>,
        std::monostate(),
        "Practitioners' calendars elsewhere, whose busy times are no slots, may be at a private or "
        "loopback address, and without TLS, as within a hospital's network."},
    Row{"booking", "embed_origins", at<&Config::booking, &Booking::embed_origins>, origin_or_any(),
        "Web sites that may show the public booking page (/rdv?embed=1, /rdv/<name>?embed=1) in a "
        "frame. It holds no session and confirms nothing: for that it opens the clinic's own page. "
        "No other page can be framed. []: none may."},
    Row{"booking", "holidays", at<&Config::booking, &Booking::holidays>, holiday(),
        "Public holidays besides those of France, which are computed: on them, and at the sites of "
        "their country, practitioners who rest on holidays do not receive. A day without a year "
        "comes back every year; after a slash, the name in English."},

    Row{"oidc", "issuer", at<&Config::oidc, &Oidc::issuer>, empty_or_url({"https://", "http://"}),
        "An OpenID Connect provider at which people may log in, as https://id.example.org. It opens "
        "accounts that exist here, by verified e-mail address. Empty: none."},
    Row{"oidc", "client_id", at<&Config::oidc, &Oidc::client_id>, any_text("a text"),
        "Under which name the provider knows this clinic. Its redirect address there is "
        "<public_url>/login/callback."},
    Row{"oidc", "client_secret", at<&Config::oidc, &Oidc::client_secret>, any_text("a file"),
        "The file that holds the secret that goes with it. Empty: a public client (PKCE alone)."},
    Row{"oidc", "label", at<&Config::oidc, &Oidc::label>, any_text("a text"),
        "What the button says after « Log in with ». Empty: the provider's host."},
    Row{"oidc", "private_network", at<&Config::oidc, &Oidc::private_network>, std::monostate(),
        "The provider may be at a private or loopback address, as within a hospital's network."},

    Row{"limits", "per_address_per_minute", at<&Config::limits, &Limits::per_address_per_minute>,
        NumberRule{1, 10'000'000},
        "Requests from one address."},
    Row{"limits", "per_user_per_minute", at<&Config::limits, &Limits::per_user_per_minute>,
        NumberRule{1, 10'000'000},
        "Requests by one user."},
    Row{"limits", "login_per_minute", at<&Config::limits, &Limits::login_per_minute>,
        NumberRule{1, 10'000'000},
        "Attempts to log in, register or reset a password from one address (of IPv6: one /64)."},
    Row{"limits", "per_key_per_minute", at<&Config::limits, &Limits::per_key_per_minute>,
        NumberRule{1, 10'000'000},
        "Requests with one API key."},
    Row{"limits", "body_bytes", at<&Config::limits, &Limits::body_bytes>,
        NumberRule{1024, 1'073'741'824},
        "Longest body of a request, where the route does not say otherwise."},

    Row{"smtp", "url", at<&Config::smtp, &Smtp::url>, empty_or_url({"smtp://", "smtps://"}),
        "The mail server, as smtp://mail.example.org:587 or smtps://mail.example.org:465. "
        "Empty: no mail is sent."},
    Row{"smtp", "from", at<&Config::smtp, &Smtp::from>, mail_address(),
        "Who the clinic's mails are from."},
    Row{"smtp", "user", at<&Config::smtp, &Smtp::user>, any_text("a text"),
        "Empty: no authentication."},
    Row{"smtp", "password", at<&Config::smtp, &Smtp::password>, any_text("a file"),
        "The file that holds the mail server's password."},
    Row{"smtp", "starttls", at<&Config::smtp, &Smtp::starttls>,
        one_of({"required", "optional", "off"}),
        "Encryption of smtp:// connections; smtps:// is always encrypted."},
    Row{"smtp", "ca_file", at<&Config::smtp, &Smtp::ca_file>, any_text("a PEM file"),
        "Who vouches for the mail server's certificate. Empty: whom the system trusts."},

    Row{"log", "level", at<&Config::log, &Log::level>, one_of({"debug", "info", "warn", "error"}),
        "What is logged: this and graver."},
    Row{"log", "dir", at<&Config::log, &Log::dir>, any_text("a folder"),
        "The folder of the daily files. Empty: logs, in the data folder."},
    Row{"log", "days", at<&Config::log, &Log::days>, NumberRule{1, 3650},
        "Daily files kept."},
    Row{"log", "console", at<&Config::log, &Log::console>, std::monostate(),
        "Also write to standard error, for people."},

    Row{"audit", "checkpoint_file", at<&Config::audit, &Audit::checkpoint_file>,
        any_text("a file"),
        "The second place of the audit's signed checkpoints. Empty: audit-checkpoints.txt, in the "
        "data folder. Keep copies elsewhere, where who runs this machine cannot write: they show "
        "what was rewritten or cut off here (`monoclinic audit verify --checkpoint COPY`)."},
    Row{"audit", "keep_months", at<&Config::audit, &Audit::keep_months>, NumberRule{0, 1200},
        "Months of the audit kept besides the running one; older ones are purged once sealed, and "
        "the rest still verifies. 0: all."},
    Row{"audit", "mass_reading_patients",
        at<&Config::audit, &Audit::mass_reading_patients>, NumberRule{1, 1'000'000},
        "More patients than that, read by one account within mass_reading_minutes, alert the "
        "administrators."},
    Row{"audit", "mass_reading_minutes", at<&Config::audit, &Audit::mass_reading_minutes>,
        NumberRule{1, 1440},
        "See mass_reading_patients."},

    Row{"metrics", "enabled", at<&Config::metrics, &Metrics::enabled>, std::monostate(),
        "Answer GET /metrics (Prometheus)."},
    Row{"metrics", "allow", at<&Config::metrics, &Metrics::allow>, network(),
        "Who may read it."},
};
// clang-format on

}

bool Row::secret() const
{
    Config config;
    return std::holds_alternative<Secret*>(member(config));
}

std::string Row::name_in_file() const
{
    return std::string(name) + (secret() ? "_file" : "");
}

std::string Row::key() const
{
    return fmt::format("{}.{}", section, name_in_file());
}

std::string Row::variable() const
{
    auto variable = fmt::format("MONOCLINIC_{}_{}", section, name);
    for (char& c : variable) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return variable;
}

std::string Row::allowed() const
{
    if (const auto* number = std::get_if<NumberRule>(&rule))
        return fmt::format("a whole number from {} to {}", number->least, number->most);
    const auto* text = std::get_if<TextRule>(&rule);
    if (!text) return "true or false";
    Config config;
    const bool list = std::holds_alternative<Names*>(member(config));
    return list ? "a list, each item " + text->allowed : text->allowed;
}

std::span<const Row> table()
{
    return rows;
}

}
