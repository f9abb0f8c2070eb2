#include "notary.hpp"

#include "chain_store.hpp"

#include "platform/log/log.hpp"

#include <algorithm>

namespace clinic::admin {
namespace {

constexpr int old_rows_at_once = 2'000;
constexpr auto months_every = std::chrono::hours(1);

} // namespace

Notary::Notary(db::Database& database, const Clock& clock, Lanes& lanes, Options options)
    : database_(database),
      clock_(clock),
      lanes_(lanes),
      options_(std::move(options)),
      keys_(crypto::SigningKeys::load_or_create(options_.keys))
{
}

Notary::~Notary()
{
    stop();
}

void Notary::start()
{
    if (!has_signed()) place_old_rows();
    bring_file_up_to_date();
    ending_ = false;
    thread_ = std::thread([this] { work(); });
}

void Notary::stop()
{
    if (!thread_.joinable()) return;
    ending_ = true;
    lanes_.wake();
    thread_.join();
}

/// Only while nothing was ever signed: what turns up without a place later was slipped in.
void Notary::place_old_rows()
{
    std::int64_t placed = 0;
    for (bool more = true; more;) {
        database_.write_now([&](db::Tx& tx) {
            auto rows = store::rows_without_place(tx, old_rows_at_once);
            auto head = store::head(tx, 0);
            for (auto& row : rows) {
                link(row, head);
                store::place(tx, row);
            }
            more = !rows.empty();
            placed = head.seq;
        });
    }
    if (placed == 0) return;
    log::info("audit.chained", {{"rows", placed}});
    (void)checkpoint();
}

bool Notary::has_signed()
{
    const std::scoped_lock lock(signing_);
    load_last();
    return last_.has_value();
}

void Notary::load_last()
{
    if (last_) return;
    const auto line = database_.read_now([](db::Tx& tx) { return store::last_checkpoint(tx); });
    if (!line) return;
    last_line_ = line->line;
    last_ = read_line<Checkpoint>(line->line);
    // Of a line that cannot be read the number is known, and that it vouches for nothing.
    if (!last_) last_ = Checkpoint{line->number, {}, {}, {}};
}

std::optional<Checkpoint> Notary::checkpoint()
{
    const std::scoped_lock lock(signing_);
    load_last();
    // A snapshot, so that no writer waits: what comes meanwhile is for the next one.
    auto heads = database_.read_now([](db::Tx& tx) { return store::heads(tx); });
    if (heads.empty() || (last_ && last_->heads == heads)) return std::nullopt;
    Checkpoint made{last_ ? last_->number + 1 : 1, clock_.now(), std::move(heads),
        last_ ? hash_of_line(last_line_) : ""};
    const auto line = sign_line(keys_, made);
    database_.write_now([&](db::Tx& tx) { store::insert_checkpoint(tx, {made.number, line}); });
    last_ = made;
    last_line_ = line;
    if (file_trouble().empty()) write_to_file({line});
    else bring_file_up_to_date();
    return made;
}

/// What a crash, or a disk that was away, kept from the file.
void Notary::bring_file_up_to_date()
{
    try {
        std::int64_t known = 0;
        for (const auto& line : read_lines(options_.file)) {
            const auto checkpoint = read_line<Checkpoint>(line);
            if (checkpoint) known = std::max(known, checkpoint->number);
        }
        std::vector<std::string> missing;
        database_.read_now([&](db::Tx& tx) {
            for (auto page = store::checkpoints_after(tx, known, 1'000); !page.empty();
                page = store::checkpoints_after(tx, page.back().number, 1'000)) {
                for (auto& line : page) missing.push_back(std::move(line.line));
            }
        });
        write_to_file(missing);
    } catch (const std::system_error& error) {
        const std::scoped_lock lock(trouble_mutex_);
        trouble_ = error.what();
    }
}

void Notary::write_to_file(const std::vector<std::string>& lines)
{
    std::string trouble;
    try {
        append_lines(options_.file, lines);
    } catch (const std::system_error& error) {
        trouble = error.what();
        log::error("audit.checkpoint_file", {{"why", log::trusted(trouble)}});
    }
    const std::scoped_lock lock(trouble_mutex_);
    trouble_ = trouble;
}

std::string Notary::file_trouble() const
{
    const std::scoped_lock lock(trouble_mutex_);
    return trouble_;
}

void Notary::work()
{
    using std::chrono::steady_clock;
    auto months_at = steady_clock::now();
    while (true) {
        const auto signed_up_to = lanes_.committed();
        const bool last = ending_;
        try {
            (void)checkpoint();
            if (!last && steady_clock::now() >= months_at) {
                months_at = steady_clock::now() + months_every;
                tend_months();
            }
        } catch (const std::exception& error) { // the next round tries again
            log::error("audit.signing_failed", {{"why", log::trusted(error.what())}});
        }
        if (last) return;
        lanes_.wait(signed_up_to + options_.every_rows, options_.every);
    }
}

} // namespace clinic::admin
