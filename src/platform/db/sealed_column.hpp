#pragma once
// Values that lie sealed in a column (crypto::SealingKey): how they come under a new key. The one
// mechanism for all of them; each module names its own columns.

#include "platform/crypto/keys.hpp"
#include "platform/db/database.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace clinic::db {

struct SealedColumn {
    /// SELECT <row's id>, <value in base64url> … WHERE id > :after ORDER BY id LIMIT :limit
    std::string_view next;
    /// UPDATE … SET <value> = :anew WHERE id = :id AND <value> = :before
    std::string_view replace;
};
/// What SealingKey::seal was told of the value of that row.
using SealedContext = std::string (*)(std::string_view id);

/// Seals anew what the newest key did not seal, some rows a transaction, each only if nobody changed
/// it meanwhile; what is done is done, so it can be stopped and begun again. Returns how many. What no
/// key opens stays as it is.
std::int64_t seal_anew(Database&, const crypto::SealingKey&, const SealedColumn&, SealedContext);

} // namespace clinic::db
