// Reads of personal data: told to the audit before the answer leaves, once a minute for the same person and subject.

#include "platform/http/dispatch.hpp"

#include <algorithm>

namespace clinic::http {
namespace {

std::int64_t minute_of(Instant now)
{
    return now.ms / 60'000;
}

} // namespace

/// Set anew by each reading: PostgreSQL may run a work again.
void Dispatch::take_subjects(Context& cx)
{
    if (!is_safe(route_.method) || !router_.parts_.audit) return;
    if (route_.kind == Kind::read) read_ = std::move(cx.subjects());
    else std::ranges::move(cx.subjects(), std::back_inserter(read_));
}

/// As take_subjects does.
void Dispatch::take_sights(Context& cx)
{
    if (route_.method != Method::get || !router_.parts_.watch) return;
    if (route_.kind == Kind::read) sights_ = std::move(cx.sights());
    else std::ranges::move(cx.sights(), std::back_inserter(sights_));
}

/// Each time they are shown: whoever lists the same again and again has seen no more people.
void Dispatch::tell_sights() const
{
    if (sights_.empty() || !exchange_.principal) return;
    router_.parts_.watch(*exchange_.principal, sights_, exchange_.now);
}

/// Leaves in `read_` what has no row in this minute yet.
bool Dispatch::owes_audit()
{
    if (answer_.problem) return false;
    std::erase_if(read_, [&](const Context::Subject& subject) {
        return router_.recent_reads_.knows(spelled(subject), minute_of(exchange_.now));
    });
    return !read_.empty();
}

void Dispatch::audit_reads(db::Tx& tx) const
{
    for (const auto& subject : read_) {
        auto read = deed(DeedKind::read);
        read.subject_kind = subject.kind;
        read.subject_id = subject.id;
        read.detail = subject.detail;
        router_.parts_.audit(tx, read);
    }
}

void Dispatch::remember_reads()
{
    for (const auto& subject : read_) {
        router_.recent_reads_.remember(spelled(subject), minute_of(exchange_.now));
    }
}

/// Who, by which operation, whom: what makes two reads the same.
std::string Dispatch::spelled(const Context::Subject& subject) const
{
    std::string text;
    text.reserve(160); // an action, two ids, and words
    text.append(exchange_.action);
    for (const std::string_view part :
        {exchange_.principal ? exchange_.principal->user.view() : exchange_.request.address,
            std::string_view(subject.kind), std::string_view(subject.id),
            std::string_view(subject.detail)}) {
        text.append("\n").append(part);
    }
    return text;
}

} // namespace clinic::http
