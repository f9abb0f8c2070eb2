#pragma once
// Lists by cursor: the next page starts after the last row of this one, whatever is added meanwhile. No total is
// counted unless asked for.

#include "platform/core/result.hpp"
#include "platform/http/context.hpp"
#include "platform/schema/schema.hpp"

#include <optional>
#include <string>
#include <vector>

namespace clinic::http {

/// What a list's query says; embedded in its input: `api::embed(&List::page)`.
struct Paging {
    int limit = 50;
    std::optional<std::string> cursor;
    bool count = false;

    static constexpr auto schema = api::object(api::field("limit", &Paging::limit, "Rows at most",
                                                   api::between(1, 200), api::or_default()),
        api::field("cursor", &Paging::cursor, "`next` of the page before", api::max_length(400)),
        api::field("count", &Paging::count, "Also count all rows", api::or_default()));
};

template <class T> struct Page {
    std::vector<T> items;
    std::optional<std::string> next;
    std::optional<std::int64_t> total;

    static constexpr auto schema = api::object(
        api::field("items", &Page::items, "The rows of this page", api::max_items(10'000)),
        api::field("next", &Page::next, "The cursor of the next page; absent on the last"),
        api::field("total", &Page::total, "All rows, when asked for by count=true"));
};

/// The sort key of a row as an opaque text, and back; nothing when it is no cursor with that many parts.
[[nodiscard]] std::string make_cursor(const std::vector<std::string>& key);
[[nodiscard]] std::optional<std::vector<std::string>> read_cursor(
    std::string_view cursor, std::size_t parts);

/// The key to go on after: `parts` empty texts on the first page, a refusal for a made-up cursor.
[[nodiscard]] Result<std::vector<std::string>> start_after(const Paging& paging, std::size_t parts);

/// Makes a page of rows that were asked for with LIMIT paging.limit + 1. `key(row)` is the row's sort key.
template <class T, class Key> Page<T> page_of(std::vector<T> rows, const Paging& paging, Key key)
{
    Page<T> page;
    const auto limit = static_cast<std::size_t>(paging.limit);
    if (rows.size() > limit) {
        rows.resize(limit);
        page.next = make_cursor(key(rows.back()));
    }
    page.items = std::move(rows);
    return page;
}

/// What a screen shows of a list at once.
constexpr std::size_t screenful = 50;

/// A page that was turned to, or that holds more than a screen shows, is read; the first is glanced at, to choose from.
template <class T> Look look_at(const Page<T>& page, const Paging& paging)
{
    return paging.cursor || page.items.size() > screenful ? Look::reading : Look::glance;
}

} // namespace clinic::http
