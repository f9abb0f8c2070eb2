// How the audit is kept, and what the program was told to do: for admins to look at.

#include "handlers.hpp"

namespace clinic::admin {
namespace {

Month month_of_seal(const store::Seal& seal)
{
    const auto segment = read_line<Segment>(seal.line);
    return {seal.month, segment ? segment->rows : 0, seal.purge.has_value()};
}

} // namespace

Result<Safekeeping> Handlers::safekeeping(http::Context& cx, const http::NoInput&)
{
    Safekeeping kept;
    for (const auto& head : store::heads(cx.tx)) kept.rows += head.seq;
    if (const auto line = store::last_checkpoint(cx.tx)) {
        const auto checkpoint = read_line<Checkpoint>(line->line);
        kept.checkpoints = line->number;
        if (checkpoint) {
            kept.last_at = checkpoint->at;
            for (const auto& head : checkpoint->heads) kept.signed_rows += head.seq;
        }
    }
    kept.file = parts_.options.checkpoint_file.string();
    const auto trouble = parts_.notary.file_trouble();
    if (!trouble.empty()) kept.file_trouble = trouble;
    for (const auto& seal : store::seals(cx.tx)) kept.months.push_back(month_of_seal(seal));
    return kept;
}

Result<Settings> Handlers::settings(http::Context&, const http::NoInput&)
{
    return Settings{parts_.options.settings};
}

} // namespace clinic::admin
