#pragma once
// Looks at the whole audit and says what is not as it was written: rows edited, deleted, inserted or moved, a history that
// was written anew, an end that was cut off, signed lines that are not ours. What a finding is made of: admin.hpp.

#include "admin/admin.hpp"
#include "chain.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/db/tx.hpp"

#include <span>
#include <string>
#include <vector>

namespace clinic::admin {

struct Evidence {
    const crypto::SigningKeys& keys;
    /// Lines of the second file, or of a copy that was kept elsewhere.
    std::vector<std::string> file;
    std::span<const Form> known_forms = forms();
};

/// One snapshot, read once, in pages.
[[nodiscard]] Verified verify(db::Tx&, const Evidence&);

} // namespace clinic::admin
