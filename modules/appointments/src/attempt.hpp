#pragma once
// Deeds that may turn out not to hold: tried within a transaction that goes on either way.

#include "platform/db/tx.hpp"

#include <exception>

namespace clinic::appointments {

namespace detail {
struct NotKept : std::exception {};
} // namespace detail

/// What `deed` changes is kept when it answers true, otherwise undone. Answers the same.
template <class F> bool kept_if(db::Tx& tx, F&& deed)
{
    try {
        tx.nested([&] {
            if (!deed()) throw detail::NotKept();
        });
    } catch (const detail::NotKept&) {
        return false;
    }
    return true;
}

} // namespace clinic::appointments
