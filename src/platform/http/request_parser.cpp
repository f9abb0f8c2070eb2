#include "platform/http/request_parser.hpp"

#include "platform/http/ascii.hpp"
#include "platform/http/target.hpp"

#include <algorithm>

namespace clinic::http {

namespace beast = boost::beast;

namespace {

constexpr std::uint32_t unlimited_by_beast = 0xffff'ffff; // ours are stricter and counted before

std::optional<Method> known_method(beast::http::verb verb)
{
    switch (verb) {
    case beast::http::verb::get:
        return Method::get;
    case beast::http::verb::head:
        return Method::head;
    case beast::http::verb::post:
        return Method::post;
    case beast::http::verb::put:
        return Method::put;
    case beast::http::verb::patch:
        return Method::patch;
    case beast::http::verb::delete_:
        return Method::del;
    case beast::http::verb::options:
        return Method::options;
    case beast::http::verb::propfind:
        return Method::propfind;
    case beast::http::verb::report:
        return Method::report;
    default:
        return std::nullopt;
    }
}

} // namespace

std::expected<Framing, Fault> RequestParser::read_heads(
    std::string_view heads, Request& request, std::size_t max_target, std::size_t max_fields)
{
    if (const auto fault = check_raw_heads(heads)) return std::unexpected(*fault);
    request_ = &request;
    max_target_ = max_target;
    max_fields_ = max_fields;
    header_limit(unlimited_by_beast);
    body_limit(boost::none);
    Error error;
    put(boost::asio::buffer(heads.data(), heads.size()), error);
    // Beast may also have found a fault of its own: fault_ says "malformed" then.
    if (error && error != beast::http::error::need_more) {
        if (error == beast::http::error::bad_version) return std::unexpected(faults::version);
        if (error == beast::http::error::bad_content_length ||
            error == beast::http::error::bad_transfer_encoding) {
            return std::unexpected(faults::framing);
        }
        return std::unexpected(fault_);
    }
    if (!is_header_done()) return std::unexpected(faults::malformed);
    in_body_ = true;
    return decide_framing(request.headers, minor(), authority_);
}

void RequestParser::refuse(const Fault& fault, Error& error)
{
    fault_ = fault;
    error = beast::http::error::bad_field;
}

void RequestParser::on_request_impl(
    beast::http::verb verb, beast::string_view, beast::string_view text, int version, Error& error)
{
    const std::string_view target(text.data(), text.size());
    version_ = version;
    const auto method = known_method(verb);
    if (!method) {
        return refuse(
            verb == beast::http::verb::unknown ? faults::unknown_method : faults::method, error);
    }
    if (target.size() > max_target_) return refuse(faults::long_target, error);
    const auto parts = http::parse_target(target);
    if (!parts || (parts->path == "*" && *method != Method::options)) {
        return refuse(faults::target, error);
    }
    head_ = *method == Method::head;
    request_->method = head_ ? Method::get : *method;
    request_->path = parts->path;
    request_->query = parts->query;
    authority_ = parts->authority;
}

void RequestParser::on_field_impl(
    beast::http::field, beast::string_view name, beast::string_view value, Error& error)
{
    if (in_body_)
        return; // trailers: nothing in the house reads them, and they must not pass for headers
    auto& headers = request_->headers;
    if (headers.size() == max_fields_) return refuse(faults::heads, error);
    if (headers.empty()) headers.reserve(16);
    auto& [lower, text] = headers.emplace_back();
    lower.resize(name.size());
    std::transform(name.begin(), name.end(), lower.begin(), ascii::lower);
    text.assign(value.data(), value.size());
}

std::expected<RequestParser::Chunked, Fault> RequestParser::read_chunks(
    std::string_view bytes, std::size_t limit)
{
    limit_ = limit;
    eager(true);
    Chunked outcome;
    // No chunked body ends in less than "0 CRLF CRLF", and Beast 1.81 asserts that it never sees less of its end.
    constexpr std::size_t least = 5;
    while (!is_done() && bytes.size() - outcome.taken >= least) {
        Error error;
        const auto taken = put(
            boost::asio::buffer(bytes.data() + outcome.taken, bytes.size() - outcome.taken), error);
        outcome.taken += taken;
        if (error == beast::http::error::need_more) break;
        if (error) return std::unexpected(fault_);
        if (taken == 0) break;
    }
    outcome.finished = is_done();
    return outcome;
}

/// Refused by the size that the chunk announces, before any of it is stored.
void RequestParser::on_chunk_header_impl(std::uint64_t size, beast::string_view, Error& error)
{
    if (size > limit_ - received_) refuse(faults::body, error);
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, beast::string_view body, Error&)
{
    request_->body.append(body.data(), body.size());
    received_ += body.size();
    return body.size();
}

} // namespace clinic::http
