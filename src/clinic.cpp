#include "clinic.hpp"

#include "embedding.hpp"
#include "service_routes.hpp"

#include "platform/core/embedded.hpp"
#include "platform/core/version.hpp"
#include "platform/http/openapi.hpp"
#include "platform/log/log.hpp"

#include <filesystem>

namespace clinic {
namespace {

std::filesystem::path documents_folder(const config::Config& config)
{
    return std::filesystem::path(config.server.data) / "documents";
}

auth::Options auth_options(const config::Config& config)
{
    auth::Options options;
    options.access_minutes = static_cast<int>(config.auth.access_minutes);
    options.refresh_days = static_cast<int>(config.auth.refresh_days);
    options.idle_days = static_cast<int>(config.auth.idle_days);
    options.staff_hours = static_cast<int>(config.auth.staff_hours);
    options.staff_idle_minutes = static_cast<int>(config.auth.staff_idle_minutes);
    options.mail = !config.smtp.url.empty();
    options.argon2_memory_kib = static_cast<std::uint64_t>(config.auth.argon2_memory_kib);
    options.argon2_passes = static_cast<std::uint64_t>(config.auth.argon2_passes);
    options.argon2_workers = static_cast<int>(config.auth.argon2_workers);
    options.public_url = config.public_url();
    options.second_factor_for_staff = config.auth.second_factor == "required_for_staff";
    const auto& oidc = config.oidc;
    options.openid = {
        oidc.issuer, oidc.client_id, oidc.client_secret.reveal(), oidc.label, oidc.private_network};
    return options;
}

admin::Options admin_options(const config::Config& config)
{
    admin::Options options;
    options.log_dir = config.log_dir();
    options.keys = admin::audit_keys(config.keys_dir());
    options.checkpoint_file = config.checkpoint_file();
    options.keep_months = static_cast<int>(config.audit.keep_months);
    options.scratch = config.uploads_dir();
    options.mass_reading_patients = static_cast<int>(config.audit.mass_reading_patients);
    options.mass_reading_minutes = static_cast<int>(config.audit.mass_reading_minutes);
    for (auto& setting : config::settings(config)) {
        options.settings.push_back({std::move(setting.key), std::move(setting.value),
            std::move(setting.fallback), setting.changed, setting.secret});
    }
    return options;
}

http::Rate per_minute(std::int64_t count)
{
    return {static_cast<double>(count), static_cast<double>(count)};
}

http::RouterOptions router_options(const config::Config& config)
{
    const auto& limits = config.limits;
    return {per_minute(limits.per_address_per_minute), per_minute(limits.per_user_per_minute),
        per_minute(limits.login_per_minute), per_minute(limits.per_key_per_minute),
        static_cast<int>(config.auth.step_up_minutes)};
}

void log_failure(std::string_view request_id, std::string_view operation, std::string_view what)
{
    const log::RequestScope scope(request_id);
    log::error("http.failed", {{"operation", log::word(operation)}, {"what", log::trusted(what)}});
}

bus::Options bus_options()
{
    bus::Options options;
    options.on_problem = [](std::string_view event, std::string_view detail) {
        log::warn("bus.trouble", {{"what", log::word(event)}, {"detail", log::trusted(detail)}});
    };
    return options;
}

appointments::Options appointments_options(const config::Config& config)
{
    appointments::Options options;
    options.hold_minutes = static_cast<int>(config.booking.hold_minutes);
    options.offer_minutes = static_cast<int>(config.booking.offer_minutes);
    options.public_url = config.public_url();
    options.outside_private_network = config.booking.private_network;
    options.holidays = config.booking.holidays;
    return options;
}

net::SmtpOptions::Tls starttls(std::string_view level)
{
    using Tls = net::SmtpOptions::Tls;
    return level == "off" ? Tls::off : level == "optional" ? Tls::optional : Tls::required;
}

notifications::Options notifications_options(const config::Config& config)
{
    notifications::Options options{config.public_url(), config.smtp.from, {}};
    if (config.smtp.url.empty()) return options;
    options.smtp = {config.smtp.url, config.smtp.user, config.smtp.password,
        starttls(config.smtp.starttls), config.smtp.ca_file, std::chrono::seconds(10)};
    return options;
}

Workers::Options slow_options(const config::Config& config)
{
    Workers::Options options;
    options.name = "slow";
    options.threads = static_cast<int>(config.server.slow_threads);
    return options;
}

/// One more than passwords are checked at once, so that the checks never wait for a request; a queue that is done
/// within seconds.
Workers::Options doors_options(const config::Config& config)
{
    Workers::Options options;
    options.name = "doors";
    options.threads = static_cast<int>(config.auth.argon2_workers) + 1;
    options.queue_limit = 32;
    return options;
}

} // namespace

Clinic::Clinic(const config::Config& settings, db::Database& db, observe::Metrics& figures)
    : config(settings),
      database(db),
      metrics(figures),
      signing(crypto::SigningKeys::load_or_create(settings.keys_dir())),
      sealing(crypto::SealingKey::load_or_create(settings.keys_dir())),
      bus(db, clock, bus_options()),
      slow(slow_options(settings)),
      doors(doors_options(settings)),
      web(embedded_web()),
      router({.database = db,
                 .bus = bus,
                 .clock = clock,
                 .slow = slow,
                 .doors = &doors,
                 .sealing = sealing,
                 .uploads = settings.uploads_dir(),
                 .on_failure = log_failure},
          router_options(settings)),
      auth(db, bus, clock, signing, sealing, auth_options(settings)),
      clinics(db, bus, auth),
      patients(db, bus, clock, auth),
      admin(db, bus, clock, auth, patients, admin_options(settings), counters()),
      documents(db, bus, clock, sealing, auth, clinics, patients, documents_folder(settings)),
      appointments(
          db, bus, clock, auth, clinics, patients, sealing, appointments_options(settings)),
      consultations(db, bus, clinics, patients, appointments, documents),
      billing({db, bus, clock, clinics, patients, documents, appointments}),
      coaching(db, bus, auth, clinics, documents),
      live({.verify = [this](std::string_view ticket) { return notifications.take_ticket(ticket); },
          .origins = settings.server.cors_origins}),
      notifications(
          {db, bus, clock, live, auth, clinics, patients, appointments, billing, coaching},
          notifications_options(settings)),
      reporting({db, bus, clock, clinics, patients, appointments, billing, coaching})
{
    mount();
}

Clinic::~Clinic()
{
    stop();
}

void Clinic::mount()
{
    router.set_authenticator(auth.authenticator());
    router.set_audit([this](db::Tx& tx, const http::Deed& deed) { admin.record(tx, deed); });
    router.set_watch([this](const http::Principal& who, std::span<const http::Sight> seen,
                         Instant now) { admin.watch(who, seen, now); });
    auth.on_revoked([this](UserId, SessionId session) {
        notifications.forget_session(session);
        live.drop_session(session.view());
    });
    auth.on_proof_demanded([this](UserId user) { return admin.must_prove_anew(user); });
    auth.mount(router);
    clinics.mount(router);
    patients.mount(router);
    documents.mount(router);
    appointments.mount(router);
    consultations.mount(router);
    billing.mount(router);
    coaching.mount(router);
    notifications.mount(router);
    reporting.mount(router);
    admin.mount(router);
    mount_service_routes(*this);
    watch_outbox();
    for (const auto* prefix : {"/auth", "/users", "/posts", "/appointments", "/admin", "/media"}) {
        router.alias(prefix);
    }
    router.fallback(
        [this](const http::Request& request) { return serve_page(web, config.booking, request); });
}

void Clinic::watch_outbox()
{
    const auto gauge = [this](const char* name, const char* help, auto read) {
        metrics.gauge_from(name, help, {}, [this, read] {
            return database.read_now([&](db::Tx& tx) { return static_cast<double>(read(tx)); });
        });
    };
    gauge("clinic_outbox_waiting", "Deliveries waiting",
        [this](db::Tx& tx) { return bus.counts(tx).waiting; });
    gauge("clinic_outbox_failing", "Deliveries tried in vain so far",
        [this](db::Tx& tx) { return bus.counts(tx).failing; });
    gauge("clinic_outbox_dead", "Deliveries given up",
        [this](db::Tx& tx) { return bus.counts(tx).dead; });
    gauge("clinic_outbox_lag_seconds", "Age of the oldest delivery that waits", [this](db::Tx& tx) {
        const auto oldest = bus.oldest_waiting(tx);
        return oldest ? static_cast<double>(clock.now().ms - oldest->ms) / 1000 : 0.0;
    });
    metrics.gauge_from("clinic_slow_waiting", "Slow requests waiting for a worker", {},
        [this] { return static_cast<double>(slow.waiting()); });
}

void Clinic::start()
{
    reporting.start();
    bus.start();
    auth.start();
    admin.start();
    appointments.start();
}

void Clinic::stop()
{
    doors.stop();
    slow.stop();
    appointments.stop();
    auth.stop();
    reporting.stop();
    bus.stop();
    admin.stop();
}

std::string Clinic::openapi() const
{
    std::vector<std::string> roles;
    for (const auto role : api::spelled_names<auth::Role>()) roles.emplace_back(role);
    return http::openapi(router,
        {"Monoclinic", std::string(version),
            "A whole clinic in one executable: identity, patients, appointments, "
            "notifications, audit. Errors are RFC 9457 problem details in French or English; "
            "lists are paged by cursor; every POST accepts an Idempotency-Key.",
            std::move(roles)});
}

admin::Counters Clinic::counters()
{
    const auto as_count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
    return {.patients = [this] { return patients.count(); },
        .appointments_today = [this] { return appointments_today(); },
        .sessions = [this] { return auth.open_sessions(); },
        .live_sockets = [this, as_count] { return as_count(live.sockets()); },
        .slow_waiting = [this, as_count] { return as_count(slow.waiting()); },
        .documents_bytes = [this] { return documents.stored_bytes(); },
        .traffic = [this]() -> admin::Traffic {
            return {metrics.sum_of("clinic_http_answers_total"),
                metrics.sum_of("clinic_http_answers_total", {"status", "5xx"}),
                metrics.buckets_of("clinic_http_seconds")};
        }};
}

std::int64_t Clinic::appointments_today() const
{
    const auto sites = clinics.sites();
    const auto zone = Zone::find(sites.empty() ? "Europe/Paris" : sites.front().time_zone);
    const auto today = zone->local(clock.now()).date;
    return appointments.count_between(zone->start_of(today), zone->start_of(today.plus_days(1)));
}

} // namespace clinic
