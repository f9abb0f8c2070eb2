#pragma once

#include <string>

namespace clinic::db {

/// Holds `<file>.lock`, so that one process alone works on a SQLite file. Throws std::runtime_error with one
/// clear sentence when another has it. Freed with the process, however that ends.
class FileLock {
public:
    explicit FileLock(const std::string& file);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    int descriptor_;
};

} // namespace clinic::db
