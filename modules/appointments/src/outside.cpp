#include "outside.hpp"

#include "store_outside.hpp"

#include "auth/auth.hpp"

#include "platform/crypto/bytes.hpp"
#include "platform/log/log.hpp"

namespace clinic::appointments {
namespace {

constexpr int minutes_between = 15;
constexpr int days_behind = 1;
constexpr int days_ahead = 740; // no visit type is offered further ahead than 730
constexpr std::size_t most_spans = 5000;

std::string context_of(std::string_view practitioner)
{
    return std::string("outside_calendar:").append(practitioner);
}

std::string host_of(std::string_view address)
{
    address.remove_prefix(address.find("://") + 3);
    return std::string(address.substr(0, address.find_first_of("/?#")));
}

std::unexpected<Problem> not_an_address()
{
    return invalid("url", "not_an_address",
        {"Donnez l’adresse iCal entière : elle commence par https:// ou webcal://.",
            "Give the whole iCal address: it begins with https:// or webcal://."});
}

std::vector<Span> spans_of(const ical::Busy& busy)
{
    std::vector<Span> spans;
    spans.reserve(busy.times.size());
    for (const auto& [from, until] : busy.times) spans.push_back({from, until});
    return spans;
}

} // namespace

Outside::Outside(db::Database& database, bus::Bus& bus, const Clock& clock,
    const clinics::Clinics& clinics, const patients::Patients& patients,
    const crypto::SealingKey& sealing, const Options& options)
    : database_(database),
      bus_(bus),
      clock_(clock),
      clinics_(clinics),
      sealing_(sealing),
      access_(clinics, patients),
      reader_(options.outside_private_network),
      own_host_(ical::plain_host(options.public_url))
{
}

Result<Nothing> Outside::check(http::Context& cx, clinics::PractitionerId practitioner) const
{
    if (!clinics_.practitioner(practitioner) || !access_.may_plan(cx.user(), practitioner))
        return not_found();
    return Nothing{};
}

OutsideCalendar Outside::shown(
    db::Tx& tx, clinics::PractitionerId practitioner, Language language, Instant now) const
{
    const auto row = store::find_outside(tx, practitioner);
    if (!row) return {};
    OutsideCalendar calendar{true, row->host, row->read_at, row->tried_at, row->fault, {},
        store::count_blocked(tx, practitioner, now), row->skipped};
    if (row->fault) calendar.advice = words_of(*row->fault).in(language);
    return calendar;
}

std::optional<Outside::Source> Outside::source(
    db::Tx& tx, clinics::PractitionerId practitioner, Instant now) const
{
    const auto row = store::find_outside(tx, practitioner);
    const auto sealed = row ? crypto::from_base64url(row->address_sealed) : std::nullopt;
    auto address = sealed ? sealing_.open(*sealed, context_of(practitioner.view())) : std::nullopt;
    if (!address) return std::nullopt;
    Source source{*std::move(address), {row->etag, row->last_modified}};
    // Once a day it comes whole, so that what repeats is known for as long ahead as before.
    if (row->whole_at.plus_days(1) <= now) source.validators = {};
    return source;
}

Outside::Reading Outside::read(const Source& source, clinics::PractitionerId practitioner) const
{
    const auto now = clock_.now();
    const auto person = clinics_.practitioner(practitioner);
    const auto site = person && !person->sites.empty() ? clinics_.site(person->sites.front())
                                                       : std::nullopt;
    const auto zone = Zone::find(site ? site->time_zone : "Europe/Paris");
    auto reading = reader_.read(source.address, source.validators,
        {now.plus_days(-days_behind), now.plus_days(days_ahead), *zone, own_host_});
    if (reading && reading->busy && reading->busy->times.size() > most_spans)
        return std::unexpected(OutsideFault::too_much);
    return reading;
}

void Outside::keep(db::Tx& tx, clinics::PractitionerId practitioner, const Reading& reading) const
{
    auto row = store::find_outside(tx, practitioner);
    if (!row) return; // taken away meanwhile
    const auto now = clock_.now();
    row->tried_at = now;
    row->fault = reading ? std::nullopt : std::optional(reading.error());
    if (reading) {
        row->read_at = now;
        row->etag = reading->validators.etag;
        row->last_modified = reading->validators.last_modified;
    }
    if (reading && reading->busy) {
        row->whole_at = now;
        row->skipped = reading->busy->skipped;
        if (store::set_blocked(tx, practitioner, spans_of(*reading->busy)))
            bus_.emit(tx, HoursChanged{practitioner});
    }
    store::put_outside(tx, *row);
}

Result<OutsideCalendar> Outside::outside_calendar(http::Context& cx, const OneOutside& in)
{
    if (auto ok = check(cx, in.practitioner_id); !ok) return std::unexpected(ok.error());
    return shown(cx.tx, in.practitioner_id, cx.language(), cx.now);
}

Result<OutsideCalendar> Outside::set_outside_calendar(http::SlowContext& cx, const SetOutside& in)
{
    const auto allowed = cx.read(
        [&](http::Context& inner) { return check(inner, in.practitioner_id); });
    if (!allowed) return std::unexpected(allowed.error());
    const auto address = reader_.address(in.url);
    if (!address) return not_an_address();
    const auto reading = read({*address, {}}, in.practitioner_id);
    if (!reading) {
        return invalid("url", std::string(api::spell(reading.error())), words_of(reading.error()));
    }
    const auto sealed = crypto::base64url_of_ciphertext(
        sealing_.seal(*address, context_of(in.practitioner_id.view())));
    return cx.write([&](http::Context& inner) -> Result<OutsideCalendar> {
        if (auto ok = check(inner, in.practitioner_id); !ok) return std::unexpected(ok.error());
        store::put_outside(inner.tx, {in.practitioner_id, sealed, host_of(*address), {}, {},
                                         inner.now, inner.now, inner.now, {}, 0});
        keep(inner.tx, in.practitioner_id, reading);
        inner.subject("practitioner", in.practitioner_id.view());
        return shown(inner.tx, in.practitioner_id, cx.language(), inner.now);
    });
}

Result<OutsideCalendar> Outside::read_outside_calendar(http::SlowContext& cx, const OneOutside& in)
{
    const auto asked = cx.read([&](http::Context& inner) -> Result<Source> {
        if (auto ok = check(inner, in.practitioner_id); !ok) return std::unexpected(ok.error());
        auto found = source(inner.tx, in.practitioner_id, inner.now);
        if (!found) return not_found();
        return *std::move(found);
    });
    if (!asked) return std::unexpected(asked.error());
    const auto reading = read(*asked, in.practitioner_id);
    return cx.write([&](http::Context& inner) -> Result<OutsideCalendar> {
        keep(inner.tx, in.practitioner_id, reading);
        inner.subject("practitioner", in.practitioner_id.view());
        return shown(inner.tx, in.practitioner_id, cx.language(), inner.now);
    });
}

Result<Nothing> Outside::remove_outside_calendar(http::Context& cx, const OneOutside& in)
{
    if (auto ok = check(cx, in.practitioner_id); !ok) return std::unexpected(ok.error());
    if (!store::drop_outside(cx.tx, in.practitioner_id)) return not_found();
    if (store::set_blocked(cx.tx, in.practitioner_id, {}))
        cx.emit(HoursChanged{in.practitioner_id});
    cx.subject("practitioner", in.practitioner_id.view());
    return Nothing{};
}

void Outside::read_due(const std::stop_token& stop)
{
    const auto due = clock_.now().plus_minutes(-minutes_between);
    const auto practitioners = database_.read_now(
        [&](db::Tx& tx) { return store::due_outside(tx, due); });
    for (const auto& practitioner : practitioners) {
        if (stop.stop_requested()) return;
        const auto now = clock_.now();
        const auto found = database_.write_now([&](db::Tx& tx) -> std::optional<Source> {
            if (!store::claim_outside(tx, practitioner, due, now)) return std::nullopt;
            return source(tx, practitioner, now);
        });
        if (!found) continue;
        const auto reading = read(*found, practitioner);
        database_.write_now([&](db::Tx& tx) { keep(tx, practitioner, reading); });
    }
}

std::int64_t Outside::seal_anew()
{
    return db::seal_anew(database_, sealing_, store::sealed_addresses, context_of);
}

void Outside::start()
{
    if (thread_.joinable()) return;
    thread_ = std::jthread([this](const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        while (!stop.stop_requested()) {
            lock.unlock();
            try {
                read_due(stop);
            } catch (const std::exception& error) {
                log::warn("appointments.outside_not_read", {{"why", log::trusted(error.what())}});
            }
            lock.lock();
            woken_.wait_for(lock, stop, std::chrono::seconds(30), [] { return false; });
        }
    });
}

void Outside::stop()
{
    if (!thread_.joinable()) return;
    thread_.request_stop();
    thread_.join();
}

} // namespace clinic::appointments
