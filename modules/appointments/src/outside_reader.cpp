#include "outside_reader.hpp"

namespace clinic::appointments {
namespace {

constexpr std::size_t most_bytes = std::size_t{2} * 1024 * 1024;
constexpr int most_redirects = 3;
constexpr std::chrono::milliseconds patience{
    8'000}; // redirects and all: a program that stops waits for it

std::string header(const net::HttpAnswer& answer, std::string_view name)
{
    for (const auto& [key, value] : answer.headers) {
        if (key == name) return value;
    }
    return {};
}

OutsideFault fault_of(const net::HttpError& error)
{
    using Kind = net::HttpError::Kind;
    switch (error.kind) {
    case Kind::refused_address:
        return OutsideFault::private_address;
    case Kind::too_large:
        return OutsideFault::too_large;
    default:
        return OutsideFault::unreachable;
    }
}

OutsideFault fault_of(ical::BusyFault fault)
{
    return fault == ical::BusyFault::too_much ? OutsideFault::too_much
                                              : OutsideFault::not_a_calendar;
}

bool is_redirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// Of a Location header: absolute, or of the same house.
std::string resolved(const std::string& location, const std::string& from)
{
    if (!location.starts_with('/') || location.starts_with("//")) return location;
    const auto host = from.find("://") + 3;
    return from.substr(0, from.find('/', host)) + location;
}

} // namespace

Text words_of(OutsideFault fault)
{
    switch (fault) {
    case OutsideFault::refused:
        return {"L’autre service ne donne plus cet agenda à cette adresse. Copiez-y l’adresse "
                "secrète au format iCal, puis enregistrez-la ici.",
            "The other service does not give this calendar at this address (any more). Copy its "
            "secret address in iCal format, then save it here."};
    case OutsideFault::private_address:
        return {"Cette adresse mène à un réseau privé, que la clinique ne lit pas. Donnez une "
                "adresse publique, ou demandez à l’administrateur.",
            "This address leads into a private network, which the clinic does not read. Give a "
            "public address, or ask the administrator."};
    case OutsideFault::too_large:
        return {
            "Cet agenda dépasse 2 Mo. Partagez-en un plus petit, sans pièces jointes ni anciens "
            "événements.",
            "This calendar is larger than 2 MB. Share a smaller one, without attachments and old "
            "events."};
    case OutsideFault::not_a_calendar:
        return {
            "À cette adresse, il n’y a pas d’agenda au format iCal. Vérifiez que vous avez copié "
            "l’adresse iCal, et non celle de la page.",
            "There is no calendar in iCal format at this address. Check that you have copied the "
            "iCal address, and not that of the page."};
    case OutsideFault::too_much:
        return {"Cet agenda a trop d’événements pour être lu. Partagez-en un plus petit.",
            "This calendar has too many events to be read. Share a smaller one."};
    case OutsideFault::unreachable:
        break;
    }
    return {"L’autre service ne répond pas. La clinique réessaie tous les quarts d’heure.",
        "The other service does not answer. The clinic tries again every quarter of an hour."};
}

std::optional<std::string> OutsideReader::address(std::string_view typed) const
{
    constexpr std::string_view webcal = "webcal://";
    std::string url(typed);
    if (url.starts_with(webcal)) url = "https://" + url.substr(webcal.size());
    const bool secure = url.starts_with("https://");
    if (!secure && !(allow_private_ && url.starts_with("http://"))) return std::nullopt;
    const auto host = url.find("://") + 3;
    // Names and passwords before the host would be shown with it.
    const auto authority = url.substr(host, url.find_first_of("/?#", host) - host);
    if (authority.empty() || authority.contains('@')) return std::nullopt;
    return url;
}

std::expected<net::HttpAnswer, OutsideFault> OutsideReader::fetch(
    std::string address, const Validators& known) const
{
    net::HttpRequest request;
    request.headers = {{"accept", "text/calendar"}, {"user-agent", "Monoclinic"}};
    if (!known.etag.empty()) request.headers.emplace_back("if-none-match", known.etag);
    if (!known.last_modified.empty())
        request.headers.emplace_back("if-modified-since", known.last_modified);
    const auto end = std::chrono::steady_clock::now() + patience;
    for (int redirects = 0; redirects <= most_redirects; ++redirects) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            end - std::chrono::steady_clock::now());
        if (left.count() <= 0) break;
        request.url = address;
        const net::HttpClient client(
            {.timeout = left, .max_answer_bytes = most_bytes, .allow_private = allow_private_});
        auto answer = client.send(request);
        if (!answer) return std::unexpected(fault_of(answer.error()));
        if (!is_redirect(answer->status)) return *std::move(answer);
        const auto next = this->address(resolved(header(*answer, "location"), address));
        if (!next) return std::unexpected(OutsideFault::refused);
        address = *next;
    }
    return std::unexpected(OutsideFault::refused);
}

std::expected<OutsideReading, OutsideFault> OutsideReader::read(
    const std::string& address, const Validators& known, const ical::BusyQuestion& question) const
{
    const auto answer = fetch(address, known);
    if (!answer) return std::unexpected(answer.error());
    if (answer->status == 304) return OutsideReading{std::nullopt, known};
    if (answer->status >= 400 && answer->status < 500 && answer->status != 429)
        return std::unexpected(OutsideFault::refused);
    if (answer->status != 200) return std::unexpected(OutsideFault::unreachable);
    auto busy = ical::busy_times(answer->body, question);
    if (!busy) return std::unexpected(fault_of(busy.error()));
    return OutsideReading{
        *std::move(busy), {header(*answer, "etag"), header(*answer, "last-modified")}};
}

} // namespace clinic::appointments
