#pragma once
// What came in, whichever way: a JSON body, a path segment, a query parameter. `In` looks at one value; `Report`
// gathers everything that is wrong with it, each with its JSON Pointer (RFC 6901).

#include "platform/core/result.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clinic::api {

class In;
struct Uploaded; // schema/uploaded.hpp

/// A request's values by name: path and query texts first, then the members of the JSON body.
struct Composite;

/// A look at one incoming value; valid as long as the Input that it came from.
class In {
public:
    enum class Kind { absent, null, boolean, integer, real, string, array, object, text, file };

    In() = default;
    [[nodiscard]] Kind kind() const { return kind_; }
    /// Of a boolean, or of a text that spells one.
    [[nodiscard]] std::optional<bool> boolean() const;
    [[nodiscard]] std::optional<std::int64_t> integer() const;
    [[nodiscard]] std::optional<double> real() const;
    [[nodiscard]] std::optional<std::string_view> string() const;
    /// The elements of an array; a text is split at commas.
    [[nodiscard]] std::optional<std::vector<In>> elements() const;
    /// True for an object.
    [[nodiscard]] bool is_object() const { return kind_ == Kind::object; }
    [[nodiscard]] In member(std::string_view name) const;
    [[nodiscard]] std::vector<std::string_view> member_names() const;
    /// Of a form's file field; null for anything else.
    [[nodiscard]] std::shared_ptr<const Uploaded> file() const;
    /// The JSON text of the value, for what is stored as it came.
    [[nodiscard]] std::string json() const;

    static In of_text(std::string_view text);

private:
    friend class Input;
    static In of_json(const void* json_value);
    Kind kind_ = Kind::absent;
    const void* value_ = nullptr; // boost::json::value
    const Composite* composite_ = nullptr;
    std::string_view text_{};
};

/// Owns what an In looks at.
class Input {
public:
    Input();
    ~Input();
    Input(Input&&) noexcept;
    Input& operator=(Input&&) noexcept;

    /// A path or query value; the first of a name wins, a second one is told by `repeated()`.
    void add_text(std::string name, std::string value, bool query);
    /// A form's file.
    void add_file(std::string name, std::shared_ptr<const Uploaded> file);
    /// False when it is not JSON (RFC 8259: UTF-8, at most 32 deep, nothing behind it).
    [[nodiscard]] bool parse_body(std::string_view json);
    /// The body as a whole.
    [[nodiscard]] In body() const;
    /// Everything, as one object.
    [[nodiscard]] In all() const;
    [[nodiscard]] const std::vector<std::string>& repeated() const;

private:
    std::unique_ptr<Composite> composite_;
};

class Report {
public:
    void add(std::string code, Text detail);
    void enter(std::string_view name);
    void enter(std::size_t index);
    void leave() { path_.pop_back(); }
    [[nodiscard]] bool clean() const { return errors_.empty(); }
    /// The 422 with all errors.
    [[nodiscard]] Problem problem() &&;
    /// Names that came in the query, whose pointers are written `?name`.
    std::vector<std::string> query_names{};
    /// Our own text is read back: the limits of fields are for what comes from outside.
    bool stored = false;

private:
    std::vector<std::string> path_;
    std::vector<FieldError> errors_;
};

} // namespace clinic::api
