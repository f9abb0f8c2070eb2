#pragma once
// Beast's parser, writing straight into a Request. For .cpp files of this folder only.

#include "platform/http/framing.hpp"
#include "platform/http/message.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace clinic::http {

class RequestParser final : public boost::beast::http::basic_parser<true> {
public:
    /// Reads complete heads (find_heads_end) and decides how the body is framed. `request`, which must
    /// outlive the parser, gets method, path, query and headers.
    [[nodiscard]] std::expected<Framing, Fault> read_heads(
        std::string_view heads, Request& request, std::size_t max_target, std::size_t max_fields);

    struct Chunked {
        std::size_t taken = 0; ///< bytes used up
        bool finished = false;
    };
    /// Decodes a chunked body, appending to request.body, which may be emptied between calls. Bodies past `limit` are faults::body.
    [[nodiscard]] std::expected<Chunked, Fault> read_chunks(
        std::string_view bytes, std::size_t limit);

    [[nodiscard]] int minor() const { return version_ % 10; }
    [[nodiscard]] bool is_head() const { return head_; }

private:
    using Error = boost::beast::error_code;
    void on_request_impl(boost::beast::http::verb method, boost::beast::string_view method_text,
        boost::beast::string_view target, int version, Error& error) override;
    void on_field_impl(boost::beast::http::field field, boost::beast::string_view name,
        boost::beast::string_view value, Error& error) override;
    void on_chunk_header_impl(
        std::uint64_t size, boost::beast::string_view extensions, Error& error) override;
    std::size_t on_chunk_body_impl(
        std::uint64_t remain, boost::beast::string_view body, Error& error) override;
    void on_response_impl(int, boost::beast::string_view, int, Error&) override {}
    void on_header_impl(Error&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, Error&) override {}
    std::size_t on_body_impl(boost::beast::string_view body, Error&) override
    {
        return body.size();
    }
    void on_finish_impl(Error&) override {}

    void refuse(const Fault& fault, Error& error);

    Request* request_ = nullptr;
    Fault fault_ = faults::malformed;
    std::size_t max_target_ = 0;
    std::size_t max_fields_ = 0;
    std::size_t limit_ = 0;
    std::size_t received_ = 0; ///< bytes of a chunked body
    int version_ = 11;
    bool head_ = false;
    bool in_body_ = false;
    std::string authority_;
};

} // namespace clinic::http
