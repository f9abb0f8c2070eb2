#pragma once
// Which transaction the running thread is in, for each database.

namespace clinic::db {

class Tx;

/// Marks, while it lives, that this thread works inside `tx` of `database`.
class Inside {
public:
    Inside(const void* database, Tx& tx);
    ~Inside();
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

    /// The innermost transaction of that database on this thread, or nullptr.
    [[nodiscard]] static Tx* current(const void* database);

private:
    const void* database_;
    Tx& tx_;
    Inside* outer_;
};

} // namespace clinic::db
