#pragma once
// The handlers of one section of the record: the same for every T that has an About<>.

#include "chart.hpp"

namespace clinic::patients {

template <class T> class SectionHandlers {
public:
    Result<http::Page<Entry<T>>> list(http::Context& cx, const ListEntries& in);
    Result<Entry<T>> add(http::Context& cx, const AddEntry<T>& in);
    Result<Entry<T>> replace(http::Context& cx, const ReplaceEntry<T>& in);
    Result<Nothing> strike_out(http::Context& cx, const OneEntry& in);
    Result<http::Page<Entry<T>>> former(http::Context& cx, const OneEntry& in);

private:
    using It = About<T>;

    /// An entry that this person may change, as they know it.
    struct Found {
        EntryRow row;
        access::Standing standing;
    };
    [[nodiscard]] Result<Found> to_change(http::Context& cx, PatientId patient, EntryId id) const;
    [[nodiscard]] static Result<Nothing> check(http::Context& cx, const T& details);
    static void tell(http::Context& cx, const EntryRow& row, const T& details);
};

template <class T> Result<Nothing> SectionHandlers<T>::check(http::Context& cx, const T& details)
{
    Faults faults;
    It::check(details, {cx.tx, cx.now, faults});
    if (!faults.none()) return std::move(faults).refusal();
    return Nothing{};
}

template <class T>
void SectionHandlers<T>::tell(http::Context& cx, const EntryRow& row, const T& details)
{
    tell_entry(cx, row, timeline_entry(row, It::kind, It::headline(details), It::shared));
}

template <class T>
Result<http::Page<Entry<T>>> SectionHandlers<T>::list(http::Context& cx, const ListEntries& in)
{
    const auto standing = access::standing(cx.tx, cx.user(), in.patient, cx.now);
    if (auto open = access::to_read(standing, It::shared); !open) {
        return std::unexpected(open.error());
    }
    cx.subject("patient", in.patient.view());
    auto after = http::start_after(in.page, 2);
    if (!after) return std::unexpected(after.error());
    const EntryQuery query{
        in.patient, It::section, in.struck_out, *std::move(after), in.page.limit + 1};
    auto rows = http::page_of(store::entries(cx.tx, query), in.page,
        [](const EntryRow& row) { return std::vector<std::string>{row.at.text(), row.id.str()}; });
    http::Page<Entry<T>> page{{}, std::move(rows.next), {}};
    for (const auto& row : rows.items) page.items.push_back(entry_of<T>(row));
    if (in.page.count) page.total = store::count_entries(cx.tx, query);
    return page;
}

template <class T> Result<Entry<T>> SectionHandlers<T>::add(
    http::Context& cx, const AddEntry<T>& in)
{
    const auto standing = access::standing(cx.tx, cx.user(), in.patient, cx.now);
    if (auto open = access::to_write(standing, It::by_patient); !open) {
        return std::unexpected(open.error());
    }
    if (auto fine = check(cx, in.details); !fine) return std::unexpected(fine.error());
    auto row = new_row(cx, in.patient, It::section, standing);
    row.body = api::to_json(in.details);
    row.at = It::when(in.details).value_or(cx.now);
    store::insert_entry(cx.tx, row);
    tell(cx, row, in.details);
    return entry_of<T>(row);
}

template <class T>
Result<typename SectionHandlers<T>::Found> SectionHandlers<T>::to_change(
    http::Context& cx, PatientId patient, EntryId id) const
{
    const auto standing = access::standing(cx.tx, cx.user(), patient, cx.now);
    if (auto open = access::to_write(standing, false); !open) return std::unexpected(open.error());
    auto row = store::find_entry(cx.tx, patient, It::section, id);
    if (!row) return not_found();
    if (cx.stale(row->version)) return stale();
    return Found{*std::move(row), standing};
}

template <class T>
Result<Entry<T>> SectionHandlers<T>::replace(http::Context& cx, const ReplaceEntry<T>& in)
{
    const auto found = to_change(cx, in.patient, in.entry);
    if (!found) return std::unexpected(found.error());
    if (auto fine = check(cx, in.details); !fine) return std::unexpected(fine.error());
    auto row = new_row(cx, in.patient, It::section, found->standing);
    row.id = in.entry;
    row.version = found->row.version + 1;
    row.body = api::to_json(in.details);
    row.at = It::when(in.details).value_or(found->row.at);
    store::replace_entry(cx.tx, found->row, row);
    tell(cx, row, in.details);
    return entry_of<T>(row);
}

template <class T>
Result<Nothing> SectionHandlers<T>::strike_out(http::Context& cx, const OneEntry& in)
{
    const auto found = to_change(cx, in.patient, in.entry);
    if (!found) return std::unexpected(found.error());
    if (found->row.entered_in_error) return Nothing{};
    auto row = new_row(cx, in.patient, It::section, found->standing);
    row.id = in.entry;
    row.version = found->row.version + 1;
    row.body = found->row.body;
    row.at = found->row.at;
    row.entered_in_error = true;
    store::replace_entry(cx.tx, found->row, row);
    tell(cx, row, entry_of<T>(row).details);
    return Nothing{};
}

template <class T>
Result<http::Page<Entry<T>>> SectionHandlers<T>::former(http::Context& cx, const OneEntry& in)
{
    const auto standing = access::standing(cx.tx, cx.user(), in.patient, cx.now);
    if (auto open = access::to_read(standing, It::shared); !open) {
        return std::unexpected(open.error());
    }
    if (!store::find_entry(cx.tx, in.patient, It::section, in.entry)) return not_found();
    cx.subject("patient", in.patient.view());
    http::Page<Entry<T>> page;
    for (const auto& row : store::former_entries(cx.tx, in.entry)) {
        page.items.push_back(entry_of<T>(row));
    }
    return page;
}

} // namespace clinic::patients
