#pragma once
// A disk that fails on demand: a layer over SQLite's own files, in place of them while it lives.

#include <sqlite3.h>

#include <atomic>
#include <cstring>

namespace clinic::db_testing {

class FailingDisk {
public:
    FailingDisk()
    {
        below_ = sqlite3_vfs_find(nullptr);
        vfs_ = *below_;
        vfs_.zName = "failing-disk";
        vfs_.szOsFile = static_cast<int>(sizeof(File)) + below_->szOsFile;
        vfs_.xOpen = &FailingDisk::open;
        sqlite3_vfs_register(&vfs_, 1);
    }
    ~FailingDisk()
    {
        sqlite3_vfs_unregister(&vfs_);
        sqlite3_vfs_register(below_, 1);
        syncs_fail = false;
        writes_fill = false;
    }
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;

    static inline std::atomic<bool> syncs_fail{false};  ///< fsync answers EIO
    static inline std::atomic<bool> writes_fill{false}; ///< write answers ENOSPC

private:
    struct File {
        sqlite3_file base;
        /// SQLite's own file object lies right behind this one.
        static sqlite3_file* real(sqlite3_file* file)
        {
            return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(File));
        }
    };

    static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out)
    {
        sqlite3_file* const real = File::real(file);
        std::memset(real, 0, static_cast<std::size_t>(below_->szOsFile));
        const int code = below_->xOpen(below_, name, real, flags, out);
        file->pMethods = real->pMethods != nullptr ? &methods_ : nullptr;
        return code;
    }
    static int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at)
    {
        return writes_fill ? SQLITE_FULL
                           : File::real(file)->pMethods->xWrite(File::real(file), bytes, count, at);
    }
    static int sync(sqlite3_file* file, int flags)
    {
        return syncs_fail ? SQLITE_IOERR_FSYNC
                          : File::real(file)->pMethods->xSync(File::real(file), flags);
    }
    /// Passes a call on to the real file.
    template <auto Method, class... A> static int pass(sqlite3_file* file, A... args)
    {
        return (File::real(file)->pMethods->*Method)(File::real(file), args...);
    }
    static int unmap(sqlite3_file* file, int erase)
    {
        return File::real(file)->pMethods->xShmUnmap(File::real(file), erase);
    }
    static void barrier(sqlite3_file* file)
    {
        File::real(file)->pMethods->xShmBarrier(File::real(file));
    }

    using M = sqlite3_io_methods;
    static inline sqlite3_vfs* below_ = nullptr;
    static constexpr sqlite3_io_methods methods_{2, pass<&M::xClose>,
        pass<&M::xRead, void*, int, sqlite3_int64>, write, pass<&M::xTruncate, sqlite3_int64>, sync,
        pass<&M::xFileSize, sqlite3_int64*>, pass<&M::xLock, int>, pass<&M::xUnlock, int>,
        pass<&M::xCheckReservedLock, int*>, pass<&M::xFileControl, int, void*>,
        pass<&M::xSectorSize>, pass<&M::xDeviceCharacteristics>,
        pass<&M::xShmMap, int, int, int, volatile void**>, pass<&M::xShmLock, int, int, int>,
        barrier, unmap, nullptr, nullptr};
    sqlite3_vfs vfs_{};
};

} // namespace clinic::db_testing
