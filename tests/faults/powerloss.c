// A disk that forgets: preloaded into the server, it keeps a second copy of the data folder that holds only what was
// synced. When the power goes, that copy is what a real disk would be sure to have.
//
//   POWERLOSS_DATA    the data folder; files under it are followed
//   POWERLOSS_DISK    the folder of the copy, which begins as a full one
//   POWERLOSS_FAULT   empty, or a fault to plant: "lying-disk" (syncs do nothing),
//                     "synchronous-normal" (SQLite is told NORMAL where the program says FULL)
//
// What is modelled: the content of a file reaches the disk at fsync or fdatasync of it, and its name with it; the
// removal of a name at once, as a journalling file system may do; a rename when the folder is synced. A kill in the
// middle of a sync leaves a part of it, as a real one would. Shared memory (-shm) is written through a mapping, is
// never synced, and so never reaches the disk.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { most_files = 65536, piece = 65536 };

struct range {
    off_t from, until;
};

// An open descriptor of a file that is followed.
struct followed {
    char* name; // below the data folder; NULL: not followed
    int is_folder;
    int disk; // descriptor of the copy, -1 until the first sync
};

// What was written to a file and not synced yet, by whichever descriptor.
struct dirty {
    char* name;
    struct range* ranges;
    size_t count, room;
    int touched; // also when it was only made, or its length was changed
    struct dirty* next;
};

struct renamed {
    char *from, *to;
    struct renamed* next;
};

static const char *data, *disk;
static size_t data_length;
static int lying, normal;
static struct followed files[most_files];
static struct dirty* all_dirty;
static struct renamed* all_renamed;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(type, name, ...)                \
    static type (*real_##name)(__VA_ARGS__); \
    if (!real_##name) real_##name = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

static int real_open_(const char* path, int flags, mode_t mode)
{
    REAL(int, open64, const char*, int, ...);
    return real_open64(path, flags, mode);
}
static int real_close_(int fd)
{
    REAL(int, close, int);
    return real_close(fd);
}
static ssize_t real_pwrite_(int fd, const void* bytes, size_t size, off_t at)
{
    REAL(ssize_t, pwrite64, int, const void*, size_t, off64_t);
    return real_pwrite64(fd, bytes, size, at);
}

__attribute__((constructor)) static void begin(void)
{
    data = getenv("POWERLOSS_DATA");
    disk = getenv("POWERLOSS_DISK");
    if (!data || !disk) data = NULL;
    else data_length = strlen(data);
    const char* fault = getenv("POWERLOSS_FAULT");
    lying = fault && strcmp(fault, "lying-disk") == 0;
    normal = fault && strcmp(fault, "synchronous-normal") == 0;
}

static void give_up(const char* what)
{
    dprintf(2, "powerloss: %s: %s\n", what, strerror(errno));
    abort();
}

// The part of a path below the data folder, "" for the folder itself, NULL for others.
static const char* below(const char* path)
{
    if (!data || strncmp(path, data, data_length) != 0) return NULL;
    if (path[data_length] == '\0') return "";
    return path[data_length] == '/' ? path + data_length + 1 : NULL;
}

static void on_disk(const char* name, char* path)
{
    if (snprintf(path, PATH_MAX, "%s/%s", disk, name) >= PATH_MAX) give_up(name);
}

static struct dirty* dirty_of(const char* name)
{
    for (struct dirty* one = all_dirty; one; one = one->next) {
        if (strcmp(one->name, name) == 0) return one;
    }
    struct dirty* made = calloc(1, sizeof *made);
    made->name = strdup(name);
    made->next = all_dirty;
    return all_dirty = made;
}

static void forget(struct dirty* of)
{
    of->count = 0;
    of->touched = 0;
}

static void note(const char* name, off_t from, off_t size)
{
    struct dirty* of = dirty_of(name);
    of->touched = 1;
    if (size == 0) return;
    struct range* last = of->count ? &of->ranges[of->count - 1] : NULL;
    if (last && last->until == from) {
        last->until += size;
        return;
    }
    if (of->count == of->room) {
        of->room = of->room ? 2 * of->room : 64;
        of->ranges = realloc(of->ranges, of->room * sizeof *of->ranges);
        if (!of->ranges) give_up("memory");
    }
    of->ranges[of->count++] = (struct range){from, from + size};
}

static int is_followed(int fd)
{
    return fd >= 0 && fd < most_files && files[fd].name != NULL;
}

static void follow(int fd, const char* path, int flags)
{
    if (fd < 0 || fd >= most_files) return;
    const char* name = below(path);
    if (!name) return;
    struct stat seen;
    if (fstat(fd, &seen) != 0) return;
    const int is_folder = S_ISDIR(seen.st_mode);
    if (!is_folder && !S_ISREG(seen.st_mode)) return;
    pthread_mutex_lock(&lock);
    free(files[fd].name);
    files[fd] = (struct followed){strdup(name), is_folder, -1};
    if (flags & (O_CREAT | O_TRUNC)) note(name, 0, 0);
    pthread_mutex_unlock(&lock);
}

// ---- syncing: from the data folder to the disk -----------------------------------------------------------------

static void copy_range(int from, int to, struct range range)
{
    static char bytes[piece]; // under the lock
    for (off_t at = range.from; at < range.until;) {
        const size_t wanted = range.until - at < piece ? (size_t)(range.until - at) : piece;
        const ssize_t got = pread(from, bytes, wanted, at);
        if (got < 0) give_up("read");
        if (got == 0) return; // cut short since
        if (real_pwrite_(to, bytes, (size_t)got, at) != got) give_up("write");
        at += got;
    }
}

static void sync_file(int fd)
{
    struct followed* file = &files[fd];
    struct dirty* of = dirty_of(file->name);
    if (!of->touched) return;
    if (file->disk < 0) {
        char path[PATH_MAX];
        on_disk(file->name, path);
        file->disk = real_open_(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (file->disk < 0) give_up(path);
    }
    // SQLite reads through descriptors that may be write-only here: read by a descriptor of our own.
    char self[64];
    snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    const int source = real_open_(self, O_RDONLY | O_CLOEXEC, 0);
    if (source < 0) give_up(self);
    struct stat seen;
    if (fstat(source, &seen) != 0) give_up(file->name);
    for (size_t i = 0; i < of->count; ++i) copy_range(source, file->disk, of->ranges[i]);
    REAL(int, ftruncate64, int, off64_t);
    if (real_ftruncate64(file->disk, seen.st_size) != 0) give_up(file->name);
    real_close_(source);
    forget(of);
}

static void sync_folder(const char* name)
{
    REAL(int, rename, const char*, const char*);
    const size_t length = strlen(name);
    struct renamed** link = &all_renamed;
    while (*link) {
        struct renamed* one = *link;
        const char* slash = strrchr(one->to, '/');
        const size_t folder = slash ? (size_t)(slash - one->to) : 0;
        if (folder != length || strncmp(one->to, name, length) != 0) {
            link = &one->next;
            continue;
        }
        char from[PATH_MAX], to[PATH_MAX];
        on_disk(one->from, from);
        on_disk(one->to, to);
        (void)real_rename(from, to); // not there when it was never synced
        *link = one->next;
        free(one->from), free(one->to), free(one);
    }
}

static int synced(int fd, int answer)
{
    if (answer != 0 || lying || !is_followed(fd)) return answer;
    pthread_mutex_lock(&lock);
    if (files[fd].is_folder) sync_folder(files[fd].name);
    else sync_file(fd);
    pthread_mutex_unlock(&lock);
    return answer;
}

int fsync(int fd)
{
    REAL(int, fsync, int);
    return synced(fd, real_fsync(fd));
}
int fdatasync(int fd)
{
    REAL(int, fdatasync, int);
    return synced(fd, real_fdatasync(fd));
}

// ---- opening and closing ---------------------------------------------------------------------------------------

static int opened(int fd, const char* path, int flags)
{
    if (fd >= 0) follow(fd, path, flags);
    return fd;
}

static mode_t mode_of(int flags, va_list rest)
{
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
}

#define OPEN(name)                                                 \
    int name(const char* path, int flags, ...)                     \
    {                                                              \
        va_list rest;                                              \
        va_start(rest, flags);                                     \
        const mode_t mode = mode_of(flags, rest);                  \
        va_end(rest);                                              \
        return opened(real_open_(path, flags, mode), path, flags); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                           \
    int name(int folder, const char* path, int flags, ...)     \
    {                                                          \
        va_list rest;                                          \
        va_start(rest, flags);                                 \
        const mode_t mode = mode_of(flags, rest);              \
        va_end(rest);                                          \
        REAL(int, name, int, const char*, int, ...);           \
        const int fd = real_##name(folder, path, flags, mode); \
        return path[0] == '/' ? opened(fd, path, flags) : fd;  \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int fd)
{
    if (is_followed(fd)) {
        pthread_mutex_lock(&lock);
        if (files[fd].disk >= 0) real_close_(files[fd].disk);
        free(files[fd].name);
        files[fd] = (struct followed){NULL, 0, -1};
        pthread_mutex_unlock(&lock);
    }
    return real_close_(fd);
}

// ---- writing ---------------------------------------------------------------------------------------------------

static ssize_t wrote(int fd, ssize_t size, off_t at)
{
    if (size < 0 || !is_followed(fd)) return size;
    pthread_mutex_lock(&lock);
    note(files[fd].name, at, size);
    pthread_mutex_unlock(&lock);
    return size;
}

ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at)
{
    return wrote(fd, real_pwrite_(fd, bytes, size, at), at);
}
ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t at)
{
    return wrote(fd, real_pwrite_(fd, bytes, size, at), at);
}

ssize_t write(int fd, const void* bytes, size_t size)
{
    REAL(ssize_t, write, int, const void*, size_t);
    const ssize_t done = real_write(fd, bytes, size);
    // The position is past what was written, for appending too.
    if (done > 0 && is_followed(fd)) wrote(fd, done, lseek(fd, 0, SEEK_CUR) - done);
    return done;
}

static int cut(int fd, int answer)
{
    if (answer == 0 && is_followed(fd)) wrote(fd, 0, 0);
    return answer;
}
int ftruncate(int fd, off_t length)
{
    REAL(int, ftruncate64, int, off64_t);
    return cut(fd, real_ftruncate64(fd, length));
}
int ftruncate64(int fd, off64_t length)
{
    return ftruncate(fd, length);
}

// ---- names -----------------------------------------------------------------------------------------------------

int unlink(const char* path)
{
    REAL(int, unlink, const char*);
    const int answer = real_unlink(path);
    const char* name = below(path);
    if (answer != 0 || !name || lying) return answer;
    pthread_mutex_lock(&lock);
    char gone[PATH_MAX];
    on_disk(name, gone);
    (void)real_unlink(gone);
    forget(dirty_of(name));
    pthread_mutex_unlock(&lock);
    return answer;
}

int rename(const char* from, const char* to)
{
    REAL(int, rename, const char*, const char*);
    const int answer = real_rename(from, to);
    const char *old_name = below(from), *new_name = below(to);
    if (answer != 0 || !old_name || !new_name) return answer;
    pthread_mutex_lock(&lock);
    struct renamed** last = &all_renamed;
    while (*last) last = &(*last)->next;
    *last = malloc(sizeof **last);
    **last = (struct renamed){strdup(old_name), strdup(new_name), NULL};
    pthread_mutex_unlock(&lock);
    return answer;
}

int mkdir(const char* path, mode_t mode)
{
    REAL(int, mkdir, const char*, mode_t);
    const char* name = below(path);
    if (name && *name) {
        char copy[PATH_MAX];
        on_disk(name, copy);
        (void)real_mkdir(copy, mode);
    }
    return real_mkdir(path, mode);
}

// ---- the planted fault -----------------------------------------------------------------------------------------

struct sqlite3;
int sqlite3_exec(struct sqlite3* database, const char* sql, int (*row)(void*, int, char**, char**),
    void* more, char** error)
{
    REAL(int, sqlite3_exec, struct sqlite3*, const char*, int (*)(void*, int, char**, char**),
        void*, char**);
    const int asked = normal && sql && strcmp(sql, "PRAGMA synchronous = FULL") == 0;
    return real_sqlite3_exec(
        database, asked ? "PRAGMA synchronous = NORMAL" : sql, row, more, error);
}
