#pragma once
// The tables of the search: which keys find whom, in whose scope.

#include "api.hpp"
#include "query.hpp"

#include "platform/db/tx.hpp"

namespace clinic::patients::store {

/// A row of the index, and who it leads to.
struct Hit {
    std::string key;
    std::string search_text;
    PatientLine line;
    std::size_t probe = 0; ///< which one found it; not a column

    static constexpr auto schema = api::object(api::field("key", &Hit::key, "What was found"),
        api::field("search_text", &Hit::search_text, "All that can be found of the patient"),
        api::embed(&Hit::line));
};

/// After which row a range goes on; empty: from its start.
struct Place {
    std::string key;
    std::string id;
};

[[nodiscard]] std::vector<Hit> probe(db::Tx&, std::string_view scope, const Probe&,
    bool archived_too, const Place& after, std::size_t rows);
/// By name; one patient may fill several of the rows. No more than a hundred different words are tried.
[[nodiscard]] std::vector<Hit> probe_inside(
    db::Tx&, std::string_view scope, const InsideProbe&, bool archived_too, std::size_t rows);
[[nodiscard]] std::int64_t count_names(db::Tx&, std::string_view scope, bool archived_too);

/// One patient in one scope.
struct Entry {
    std::string scope;
    PatientId patient;
    Findable findable;
    bool archived = false;
};
/// Sorted before they are written, so that many go in quickly.
void index(db::Tx&, std::span<const Entry>);
void unindex(db::Tx&, const Entry&);

} // namespace clinic::patients::store
