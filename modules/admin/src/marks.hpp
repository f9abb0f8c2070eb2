#pragma once
// What signed lines say of rows: this row of this lane has that hash. Gathered first, then compared while the rows pass.

#include "admin/admin.hpp"
#include "chain_store.hpp"
#include "signed_line.hpp"
#include "verify.hpp"

#include <map>

namespace clinic::admin {

struct Mark {
    std::int64_t lane = 0;
    std::int64_t seq = 0;
    std::string hash;
    std::string source; ///< "checkpoint 12", "month 2026-05"
};

/// Collects findings: all are counted, the first ones kept.
class Findings {
public:
    void add(Finding finding)
    {
        ++found_;
        if (kept_.size() < most) kept_.push_back(std::move(finding));
    }
    [[nodiscard]] std::int64_t count() const { return found_; }
    [[nodiscard]] std::vector<Finding> take() { return std::move(kept_); }

private:
    static constexpr std::size_t most = 100;
    std::int64_t found_ = 0;
    std::vector<Finding> kept_;
};

/// A chain of signed checkpoint lines: of the database, or of a file.
class CheckpointLines {
public:
    CheckpointLines(const crypto::SigningKeys& keys, Findings& findings, std::string place)
        : keys_(keys), findings_(findings), place_(std::move(place))
    {
    }
    /// In order. Adds what it says of rows to `marks`.
    void take(std::string_view line, std::int64_t number_beside, std::vector<Mark>& marks);
    /// The signature of the last line vouches for those that it chains with.
    void end();

    [[nodiscard]] std::int64_t count() const { return count_; }
    [[nodiscard]] std::optional<Instant> last_at() const { return last_at_; }
    /// Hashes of lines, by number.
    [[nodiscard]] const std::map<std::int64_t, std::string>& hashes() const { return hashes_; }

private:
    void fault(std::int64_t number, Fault kind);
    void check_signature(std::string_view line, std::int64_t number);

    const crypto::SigningKeys& keys_;
    Findings& findings_;
    std::string place_;
    std::map<std::int64_t, std::string> hashes_;
    std::string last_line_;
    std::string last_hash_;
    std::int64_t last_number_ = 0;
    std::int64_t count_ = 0;
    std::optional<Instant> last_at_;
};

/// Everything signed that the database and the file have.
struct Signed {
    std::vector<Mark> marks; ///< by lane and place
    std::map<std::int64_t, Head> horizon; ///< by lane
    std::int64_t checkpoints = 0;
    std::int64_t file_lines = 0;
    std::int64_t segments = 0;
    std::int64_t purged = 0;
    std::optional<Instant> last_at;
};
[[nodiscard]] Signed gather(db::Tx&, const Evidence&, Findings&);

} // namespace clinic::admin
