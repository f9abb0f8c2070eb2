#include "platform/db/current.hpp"

namespace clinic::db {
namespace {

thread_local Inside* innermost = nullptr;

} // namespace

Inside::Inside(const void* database, Tx& tx) : database_(database), tx_(tx), outer_(innermost)
{
    innermost = this;
}

Inside::~Inside()
{
    innermost = outer_;
}

Tx* Inside::current(const void* database)
{
    for (const Inside* at = innermost; at != nullptr; at = at->outer_) {
        if (at->database_ == database) return &at->tx_;
    }
    return nullptr;
}

} // namespace clinic::db
