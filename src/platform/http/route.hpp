#pragma once
// One row of the route table, and how a handler's signature becomes a job that the router can run.

#include "platform/http/context.hpp"
#include "platform/http/file.hpp"
#include "platform/http/page.hpp"
#include "platform/http/principal.hpp"
#include "platform/schema/schema.hpp"

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace clinic::http {

enum class Kind { read, write, slow };

/// Which bucket a route's requests are counted in, besides the address's and the user's.
enum class RateClass { usual, login };

struct Row {
    /// A row states what it is for and who may; what follows are options in any order.
    template <class... Options>
    constexpr Row(std::string_view what, Policy who, Options... options)
        : summary(what), policy(who)
    {
        (options(*this), ...);
    }

    std::string_view summary;
    Policy policy;
    int status = 200;
    std::size_t body_limit = 64 * 1024;
    std::size_t upload =
        0; ///< bytes of the file that the route takes with a form; 0: it takes JSON
    RateClass rate = RateClass::usual;
    bool same_site = false; ///< asks for X-Requested-With: the route lives on a cookie
    bool while_enrolling = false; ///< open to who still owes a second factor
    /// Asks for a fresh proof of who it is (step-up); always, or when a query parameter has a value. Never by API key.
    bool step_up = false;
    std::string_view step_up_name{};
    std::string_view step_up_value{};
    bool by_person = false; ///< a person's own word: never by API key
    bool waits_outside = false; ///< for somebody else's server: never on the workers of the log-in
    bool basic = false; ///< takes an API key as the password of RFC 7617, and asks for it so
    bool xml = false; ///< takes XML: the input's field `xml` is the body's text
    std::string_view area{}; ///< of an API key's scope, where the path does not tell it
};

constexpr auto created = [](Row& row) { row.status = 201; };
constexpr auto login_rate = [](Row& row) { row.rate = RateClass::login; };
constexpr auto same_site = [](Row& row) { row.same_site = true; };
constexpr auto while_enrolling = [](Row& row) { row.while_enrolling = true; };
constexpr auto step_up = [](Row& row) { row.step_up = true; };
constexpr auto by_person = [](Row& row) { row.by_person = true; };
constexpr auto waits_outside = [](Row& row) { row.waits_outside = true; };
constexpr auto basic = [](Row& row) { row.basic = true; };
constexpr auto takes_xml = [](Row& row) { row.xml = true; };
constexpr auto area(std::string_view name)
{
    return [name](Row& row) { row.area = name; };
}
constexpr auto answers_with(int status)
{
    return [status](Row& row) { row.status = status; };
}
/// For exports that share an address with their page: step_up_when("format", "csv").
constexpr auto step_up_when(std::string_view name, std::string_view value)
{
    return [name, value](Row& row) {
        row.step_up_name = name;
        row.step_up_value = value;
    };
}
constexpr auto body_limit(std::size_t bytes)
{
    return [bytes](Row& row) { row.body_limit = bytes; };
}

/// The row takes multipart/form-data with one file of at most so many bytes: a field of type api::UploadedFile. The
/// other fields come as texts. For slow handlers.
constexpr auto upload(std::size_t max_bytes)
{
    return [max_bytes](Row& row) { row.upload = max_bytes; };
}

/// A handler's answer that is XML, or nothing but headers.
struct Markup {
    std::string xml{}; ///< empty: no body
    int status = 0; ///< when it is not the row's
};

/// What a job leaves behind: the answer's parts, or a refusal.
struct Answer {
    std::optional<Problem> problem;
    std::string body; ///< JSON; empty = 204
    std::optional<std::int64_t> version; ///< for the ETag
    std::string id; ///< of what was made, for Location and the audit
    std::optional<File> file{}; ///< in place of the body
    std::optional<Markup> markup{}; ///< likewise
};

/// One request's typed input, ready to be run; on PostgreSQL perhaps more than once.
class Job {
public:
    virtual ~Job() = default;
    virtual Answer run(Context&) { throw std::logic_error("a slow job was run as a quick one"); }
    virtual Answer run(SlowContext&)
    {
        throw std::logic_error("a quick job was run as a slow one");
    }
};

/// The untyped half of a route.
struct Route {
    Method method;
    std::string path; ///< "/api/appointments/{id}"
    std::string operation; ///< "appointments.show"
    std::string section; ///< "Appointments"
    Row row;
    Kind kind;
    /// Reads the typed input, or tells everything that is wrong with it.
    std::function<std::unique_ptr<Job>(const api::Input&, api::Report&)> read;

    // For the OpenAPI file.
    std::string input_name; ///< of the typed input: "BookAppointment"
    std::function<std::vector<api::Property>(api::Describer&)> input;
    std::function<std::string(api::Describer&)> output; ///< of the JSON; empty text: none
    bool gives_file = false; ///< beside the JSON, or instead of it
    bool gives_xml = false;
};

/// What an API key must hold to call it: "appointments:read" for GET /api/appointments/{id}.
[[nodiscard]] std::string scope_of(const Route& route);

namespace detail {

template <class T>
concept Versioned = requires(const T& t) { std::int64_t{t.version}; };
template <class T>
concept Identified = requires(const T& t) { std::string(t.id.view()); };

template <class T> constexpr bool is_or_file = false;
template <class T> constexpr bool is_or_file<std::variant<T, File>> = true;

template <class T> void take_either(Answer& answer, std::variant<T, File> either)
{
    if (auto* const file = std::get_if<File>(&either)) answer.file = std::move(*file);
    else api::append_json(answer.body, std::get<T>(either));
}

template <class Out> Answer answer_of(Result<Out> result)
{
    Answer answer;
    if (!result) {
        answer.problem = std::move(result).error();
        return answer;
    }
    if constexpr (std::same_as<Out, File>) answer.file = *std::move(result);
    else if constexpr (std::same_as<Out, Markup>) answer.markup = *std::move(result);
    else if constexpr (is_or_file<Out>) take_either(answer, *std::move(result));
    else if constexpr (!std::same_as<Out, Nothing>) api::append_json(answer.body, *result);
    if constexpr (Versioned<Out>) answer.version = result->version;
    if constexpr (Identified<Out>) answer.id = result->id.view();
    return answer;
}

template <class Handlers, class Out, class Cx, class In> struct Signature {
    using handlers = Handlers;
    using out = Out;
    using context = Cx;
    using in = In;
};
template <class H, class Out, class Cx, class In>
Signature<H, Out, Cx, In> signature_of(Result<Out> (H::*)(Cx&, const In&));
template <class H, class Out, class Cx, class In>
Signature<H, Out, Cx, In> signature_of(Result<Out> (H::*)(Cx&, const In&) const);

template <auto F> using signature = decltype(signature_of(F));

template <auto F> class TypedJob final : public Job {
    using S = signature<F>;

public:
    explicit TypedJob(typename S::handlers& handlers) : handlers_(handlers) {}
    typename S::in in{};

    Answer run(typename S::context& cx) override
    {
        return answer_of<typename S::out>((handlers_.*F)(cx, in));
    }

private:
    typename S::handlers& handlers_;
};

template <class Out> std::string describe_output(api::Describer& describer)
{
    if constexpr (std::same_as<Out, Nothing> || std::same_as<Out, File> ||
                  std::same_as<Out, Markup>)
        return {};
    else if constexpr (is_or_file<Out>)
        return api::Type<std::variant_alternative_t<0, Out>>::describe(describer, {});
    else return api::Type<Out>::describe(describer, {});
}

/// "book" of &Handlers::book.
template <auto F> std::string function_name()
{
    std::string_view text = __PRETTY_FUNCTION__;
    text = text.substr(text.find("F = ") + 4);
    text = text.substr(0, text.find_first_of(";]"));
    if (const auto open = text.rfind('&'); open != std::string_view::npos)
        text = text.substr(open + 1);
    if (text.ends_with(')')) text.remove_suffix(1);
    return std::string(text.substr(text.rfind("::") + 2));
}

} // namespace detail

template <auto F>
Route make_route(Method method, std::string_view path, std::string_view section,
    std::string_view module, typename detail::signature<F>::handlers& handlers, const Row& row)
{
    using S = detail::signature<F>;
    using In = typename S::in;
    constexpr bool slow = std::same_as<typename S::context, SlowContext>;
    return {method, std::string(path), std::string(module) + '.' + detail::function_name<F>(),
        std::string(section), row,
        slow              ? Kind::slow
        : is_safe(method) ? Kind::read
                          : Kind::write,
        [&handlers](const api::Input& input, api::Report& report) -> std::unique_ptr<Job> {
            auto job = std::make_unique<detail::TypedJob<F>>(handlers);
            api::Type<In>::read(input.all(), job->in, report, {});
            return job;
        },
        api::schema_name<In>(),
        [](api::Describer& describer) { return api::Type<In>::properties(describer); },
        [](api::Describer& describer) {
            return detail::describe_output<typename S::out>(describer);
        },
        std::same_as<typename S::out, File> || detail::is_or_file<typename S::out>,
        std::same_as<typename S::out, Markup>};
}

} // namespace clinic::http
