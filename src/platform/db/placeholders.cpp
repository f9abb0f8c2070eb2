#include "platform/db/placeholders.hpp"

#include <algorithm>

namespace clinic::db {
namespace {

bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

class Scanner {
public:
    explicit Scanner(std::string_view sql) : sql_(sql) { out_.sql.reserve(sql.size() + 16); }

    Numbered scan() &&
    {
        while (at_ < sql_.size()) step();
        return std::move(out_);
    }

private:
    void step()
    {
        const char c = sql_[at_];
        if (c == '\'' || c == '"') quoted(c);
        else if (starts("--")) skip_to("\n", 0);
        else if (starts("/*")) skip_to("*/", 2);
        else if (starts("::")) copy(2);
        else if (c == ':' && at_ + 1 < sql_.size() && is_name(sql_[at_ + 1])) placeholder();
        else copy(1);
    }
    [[nodiscard]] bool starts(std::string_view what) const
    {
        return sql_.substr(at_).starts_with(what);
    }
    void copy(std::size_t n)
    {
        out_.sql.append(sql_.substr(at_, n));
        at_ += n;
    }
    void quoted(char quote)
    {
        const auto end = std::min(sql_.find(quote, at_ + 1), sql_.size() - 1);
        copy(end + 1 - at_);
    }
    void skip_to(std::string_view end, std::size_t beyond)
    {
        const auto found = sql_.find(end, at_);
        at_ = found == std::string_view::npos ? sql_.size() : found + beyond;
        out_.sql.push_back(' ');
    }
    void placeholder()
    {
        ++at_;
        while (at_ < sql_.size() && is_name(sql_[at_])) ++at_;
        out_.sql.append(":p").append(std::to_string(++out_.count));
    }

    std::string_view sql_;
    std::size_t at_ = 0;
    Numbered out_;
};

} // namespace

Numbered number_placeholders(std::string_view sql)
{
    return Scanner(sql).scan();
}

} // namespace clinic::db
