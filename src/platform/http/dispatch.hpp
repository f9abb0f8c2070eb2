#pragma once
// One request on its way through one route; private to the router.

#include "platform/http/router.hpp"

#include <memory>

namespace clinic::http {

/// The language of the answer: Accept-Language when it names one of ours, else the person's own, else French.
[[nodiscard]] Language language_of(
    const Request& request, const std::optional<Principal>& principal);

class Dispatch : public std::enable_shared_from_this<Dispatch> {
public:
    using Values = std::vector<std::pair<std::string, std::string>>;
    static void start(
        Router& router, Request request, const Route& route, Values path, Respond respond);

    Dispatch(Router& router, Request request, const Route& route, Respond respond);

private:
    [[nodiscard]] Result<Nothing> admit();
    [[nodiscard]] Result<Nothing> within_rates_of_address() const;
    [[nodiscard]] Result<Nothing> within_rate_of_login() const;
    [[nodiscard]] Result<Nothing> within_rates_of_user() const;
    [[nodiscard]] Result<Nothing> read_input(const Values& path);
    [[nodiscard]] Result<Nothing> read_body(api::Input& input, api::Report& report) const;
    [[nodiscard]] Result<Nothing> read_xml(api::Input& input) const;
    [[nodiscard]] Result<Nothing> read_form(api::Input& input) const;
    void run();

    void run_read();
    void finish_read(const db::Written& written);
    void run_write();
    void run_slow();
    /// In the transaction of a write; true = keep.
    bool write_once(db::Tx& tx);
    void slow_work();
    [[nodiscard]] std::optional<Response> replayed_slowly();
    void transact(const std::function<bool(Context&)>& deed);

    [[nodiscard]] Deed deed(DeedKind kind) const;
    void audit(Context& cx, const Answer& answer) const;
    void take_subjects(Context& cx);
    void take_sights(Context& cx);
    void tell_sights() const;
    [[nodiscard]] bool owes_audit();
    void audit_reads(db::Tx& tx) const;
    void remember_reads();
    [[nodiscard]] std::string spelled(const Context::Subject& subject) const;
    void take_headers(Caller& caller);
    void finish_write(const db::Written& written);
    void refuse_unless_twin_won();
    void refuse_with(const Problem& problem);
    void fail(int status, std::string code, const Text& detail);
    void broken(std::string_view what);
    void succeed();
    [[nodiscard]] Response answer_response(std::string body);
    [[nodiscard]] Response xml_response(Response response);
    [[nodiscard]] Response range_refused(Response response) const;
    void send(Response response);

    Router& router_;
    const Route& route_;
    Exchange exchange_;
    Respond respond_;
    std::unique_ptr<Job> job_;
    std::optional<Idempotency::Claim> claim_;
    bool claimed_ = false;
    Answer answer_;
    std::vector<Header> headers_;
    std::vector<Context::Subject> read_; ///< whose data a GET has read, less what has its row
    std::vector<Sight> sights_; ///< whom a GET has listed
    std::optional<Response> replay_;
};

} // namespace clinic::http
