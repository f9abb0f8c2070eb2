#include "platform/http/dispatch.hpp"

#include "platform/http/problem.hpp"

#include <chrono>
#include <system_error>
#include <thread>

namespace clinic::http {
namespace {

/// The same request with the same Idempotency-Key took the claim between our look-up and our first write.
struct TwinUnderWay : std::exception {};

} // namespace

void Dispatch::start(
    Router& router, Request request, const Route& route, Values path, Respond respond)
{
    const auto self = std::make_shared<Dispatch>(
        router, std::move(request), route, std::move(respond));
    try {
        auto admitted = self->within_rates_of_address();
        if (admitted) admitted = self->admit();
        if (admitted) admitted = self->within_rate_of_login();
        if (admitted) admitted = self->within_rates_of_user();
        if (admitted) admitted = self->read_input(path);
        if (!admitted) return self->refuse_with(admitted.error());
        self->run();
    } catch (const std::exception& error) {
        self->broken(error.what());
    }
}

Dispatch::Dispatch(Router& router, Request request, const Route& route, Respond respond)
    : router_(router),
      route_(route),
      exchange_{std::move(request), route.operation, {}, {}, {}},
      respond_(std::move(respond))
{
    exchange_.now = router_.parts_.clock.now();
    exchange_.language = language_of(exchange_.request, exchange_.principal);
}

void Dispatch::run()
{
    switch (route_.kind) {
    case Kind::read:
        return run_read();
    case Kind::write:
        return run_write();
    case Kind::slow:
        return run_slow();
    }
}

void Dispatch::run_read()
{
    const auto self = shared_from_this();
    router_.parts_.database.read(
        [self](db::Tx& tx) {
            Context cx(self->exchange_, tx, self->router_.parts_.bus);
            self->answer_ = self->job_->run(cx);
            self->take_headers(cx);
            self->take_subjects(cx);
            self->take_sights(cx);
            return db::Verdict::keep;
        },
        [self](const db::Written& written) { self->finish_read(written); });
}

/// What shows somebody's data leaves only once its audit row is durable; when that cannot be, the
/// read is refused like a write.
void Dispatch::finish_read(const db::Written& written)
{
    if (written.kind != db::Written::kept || !owes_audit()) return finish_write(written);
    const auto self = shared_from_this();
    router_.parts_.database.write(
        [self](db::Tx& tx) { return self->audit_reads(tx), db::Verdict::keep; },
        [self](const db::Written& audited) {
            if (audited.kind == db::Written::kept) self->remember_reads();
            self->finish_write(audited);
        });
}

void Dispatch::run_write()
{
    const auto self = shared_from_this();
    router_.parts_.database.write(
        [self](db::Tx& tx) { return self->write_once(tx) ? db::Verdict::keep : db::Verdict::undo; },
        [self](const db::Written& written) { self->finish_write(written); });
}

bool Dispatch::write_once(db::Tx& tx)
{
    // Everything is set anew: PostgreSQL may run a work again.
    answer_ = {};
    headers_.clear();
    replay_.reset();
    if (claim_) {
        auto known = router_.idempotency_.look_up(tx, *claim_, exchange_.now);
        if (!known) answer_.problem = known.error();
        else replay_ = *std::move(known);
        if (answer_.problem || replay_) return false;
    }
    Context cx(exchange_, tx, router_.parts_.bus);
    answer_ = job_->run(cx);
    if (answer_.problem) return false;
    take_headers(cx);
    audit(cx, answer_);
    if (claim_)
        router_.idempotency_.keep(tx, *claim_, answer_response(answer_.body), exchange_.now);
    return true;
}

void Dispatch::run_slow()
{
    const bool at_door = route_.row.rate == RateClass::login && !route_.row.waits_outside &&
                         router_.parts_.doors != nullptr;
    Workers& workers = at_door ? *router_.parts_.doors : router_.parts_.slow;
    const bool taken = workers.submit([self = shared_from_this()] {
        try {
            self->slow_work();
        } catch (const db::Error& error) {
            self->finish_write({error.fault() == db::Fault::full      ? db::Written::disk_full
                                : error.fault() == db::Fault::unknown ? db::Written::outcome_unknown
                                : error.fault() == db::Fault::overloaded ? db::Written::overloaded
                                                                         : db::Written::failed,
                std::current_exception()});
        } catch (const std::system_error& error) {
            if (error.code() != std::errc::no_space_on_device) return self->broken(error.what());
            self->finish_write({db::Written::disk_full, std::current_exception()});
        } catch (const std::exception& error) {
            self->broken(error.what());
        }
    });
    if (!taken) finish_write({db::Written::overloaded, {}});
}

void Dispatch::slow_work()
{
    if (auto replay = replayed_slowly()) return send(*std::move(replay));
    if (answer_.problem) return refuse_with(*answer_.problem);
    SlowContext cx(
        exchange_,
        [this](const std::function<bool(Context&)>& deed) {
            router_.parts_.database.read_now([&](db::Tx& tx) {
                Context inner(exchange_, tx, router_.parts_.bus);
                deed(inner);
                take_subjects(inner);
                take_sights(inner);
            });
        },
        [this](const std::function<bool(Context&)>& deed) { transact(deed); });
    try {
        answer_ = job_->run(cx);
    } catch (const TwinUnderWay&) {
        auto replay = replayed_slowly();
        return replay ? send(*std::move(replay)) : refuse_with(*answer_.problem);
    }
    take_headers(cx);
    if (answer_.problem) return refuse_with(*answer_.problem);
    if (owes_audit()) {
        router_.parts_.database.write_now([&](db::Tx& tx) { audit_reads(tx); });
        remember_reads();
    }
    if (claim_) {
        router_.parts_.database.write_now([&](db::Tx& tx) {
            router_.idempotency_.keep(tx, *claim_, answer_response(answer_.body), exchange_.now);
        });
    }
    succeed();
}

std::optional<Response> Dispatch::replayed_slowly()
{
    if (!claim_) return std::nullopt;
    // A twin that is under way answers soon: wait for it a little rather than refuse.
    for (int tries = 0; tries < 100; ++tries) {
        auto known = router_.parts_.database.read_now(
            [&](db::Tx& tx) { return router_.idempotency_.look_up(tx, *claim_, exchange_.now); });
        answer_.problem.reset();
        if (known) return *std::move(known);
        answer_.problem = known.error();
        if (known.error().code != "in_progress") return std::nullopt;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return std::nullopt;
}

void Dispatch::transact(const std::function<bool(Context&)>& deed)
{
    const auto kept = router_.parts_.database.write_now(
        [&](db::Tx& tx) -> std::expected<Nothing, Nothing> {
            if (claim_ && !claimed_ && !router_.idempotency_.begin(tx, *claim_, exchange_.now)) {
                throw TwinUnderWay();
            }
            Context cx(exchange_, tx, router_.parts_.bus);
            if (!deed(cx)) return std::unexpected(Nothing{});
            audit(cx, {});
            return Nothing{};
        });
    if (kept) claimed_ = true;
}

Deed Dispatch::deed(DeedKind kind) const
{
    return {kind, exchange_.now, exchange_.principal ? &*exchange_.principal : nullptr,
        exchange_.action, {}, {}, {}, exchange_.request.address, exchange_.request.request_id};
}

void Dispatch::audit(Context& cx, const Answer& answer) const
{
    if (!router_.parts_.audit) return;
    auto change = deed(DeedKind::write);
    change.subject_id = answer.id;
    if (!cx.subjects().empty()) {
        const auto& subject = cx.subjects().back();
        change.subject_kind = subject.kind;
        change.subject_id = subject.id;
        change.detail = subject.detail;
    }
    router_.parts_.audit(cx.tx, change);
}

void Dispatch::take_headers(Caller& caller)
{
    headers_ = std::move(caller.answer_headers());
}

void Dispatch::finish_write(const db::Written& written)
{
    switch (written.kind) {
    case db::Written::kept:
        return answer_.problem ? refuse_with(*answer_.problem) : succeed();
    case db::Written::undone:
        return replay_ ? send(*std::move(replay_)) : refuse_unless_twin_won();
    case db::Written::disk_full:
        return fail(507, "disk_full",
            {"Le disque est plein : rien n’a été enregistré. Prévenez l’administrateur.",
                "The disk is full: nothing was saved. Tell the administrator."});
    case db::Written::outcome_unknown:
        return fail(503, "outcome_unknown",
            {"Le disque n’a pas confirmé. Recommencez avec la même clé Idempotency-Key.",
                "The disk did not confirm. Try again with the same Idempotency-Key."});
    case db::Written::overloaded:
    case db::Written::stopping:
        return fail(503, "unavailable",
            {"Le serveur est très occupé. Réessayez dans quelques secondes.",
                "The server is very busy. Try again in a few seconds."});
    case db::Written::failed:
        break;
    }
    try {
        if (written.error) std::rethrow_exception(written.error);
        broken("a work failed without saying why");
    } catch (const std::exception& error) {
        broken(error.what());
    }
}

/// Transactions on PostgreSQL overlap: a request with the same key may have won, and its deed may be
/// what we were refused for. Then its answer is ours too.
void Dispatch::refuse_unless_twin_won()
{
    auto& database = router_.parts_.database;
    if (!claim_ || !database.postgres()) return refuse_with(*answer_.problem);
    const auto self = shared_from_this();
    database.read(
        [self](db::Tx& tx) {
            auto known = self->router_.idempotency_.look_up(tx, *self->claim_, self->exchange_.now);
            if (known) self->replay_ = *std::move(known);
            return db::Verdict::keep;
        },
        [self](const db::Written&) {
            self->replay_ ? self->send(*std::move(self->replay_))
                          : self->refuse_with(*self->answer_.problem);
        });
}

void Dispatch::refuse_with(const Problem& problem)
{
    auto response = problem_response(problem, exchange_.language, exchange_.request.request_id);
    // RFC 7617 §2: programs send the password only when asked for it.
    if (route_.row.basic && problem.refusal == Refusal::unauthenticated) {
        std::erase_if(response.headers,
            [](const Header& header) { return header.first == "www-authenticate"; });
        response.set("www-authenticate", R"(Basic realm="Monoclinic", charset="UTF-8")");
    }
    send(std::move(response));
}

void Dispatch::fail(int status, std::string code, const Text& detail)
{
    auto response = plain_problem(
        status, std::move(code), detail, exchange_.language, exchange_.request.request_id);
    if (status == 503) response.set("retry-after", "2");
    send(std::move(response));
}

void Dispatch::broken(std::string_view what)
{
    if (router_.parts_.on_failure) {
        router_.parts_.on_failure(exchange_.request.request_id, route_.operation, what);
    }
    fail(500, "internal",
        {"Une erreur inattendue est survenue ; elle est notée sous ce numéro de demande.",
            "Something unexpected went wrong; it is noted under this request id."});
}

void Dispatch::succeed()
{
    tell_sights();
    send(answer_response(std::move(answer_.body)));
}

Response Dispatch::answer_response(std::string body)
{
    Response response;
    response.headers = headers_;
    if (answer_.version) {
        auto etag = '"' + std::to_string(*answer_.version) + '"';
        const bool same = route_.method == Method::get &&
                          exchange_.request.header("if-none-match") == etag;
        response.set("etag", std::move(etag));
        if (same) {
            response.status = 304;
            return response;
        }
    }
    if (answer_.file) {
        append_file(response, *answer_.file, exchange_.request);
        if (response.status == 416) return range_refused(std::move(response));
        return response;
    }
    if (answer_.markup) return xml_response(std::move(response));
    if (body.empty()) {
        response.status = 204;
        return response;
    }
    response.status = route_.row.status;
    response.body = std::move(body);
    response.set("content-type", "application/json");
    if (response.status == 201 && !answer_.id.empty() && !route_.path.contains('{')) {
        response.set("location", route_.path + '/' + answer_.id);
    }
    return response;
}

Response Dispatch::xml_response(Response response)
{
    auto& [xml, status] = *answer_.markup;
    response.status = status != 0 ? status : route_.row.status;
    if (!xml.empty()) response.set("content-type", "application/xml; charset=utf-8");
    response.body = std::move(xml);
    return response;
}

Response Dispatch::range_refused(Response response) const
{
    auto problem = plain_problem(416, "range",
        {"Cette plage d’octets n’existe pas dans le fichier.",
            "The file has no such range of bytes."},
        exchange_.language, exchange_.request.request_id);
    for (auto& header : response.headers) problem.headers.push_back(std::move(header));
    return problem;
}

void Dispatch::send(Response response)
{
    if (!respond_) return;
    response.route = route_.path;
    auto respond = std::move(respond_);
    respond_ = nullptr;
    respond(std::move(response));
}

} // namespace clinic::http
