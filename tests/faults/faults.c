/* Loaded before libc (LD_PRELOAD): the n-th call that changes something below one directory fails, or is the last.

   FAULT_UNDER  the directory
   FAULT_AT     n, counted from 1 over all the calls below, in this process and all its threads
   FAULT_HOW    "28" (or another errno): the call fails; "kill": SIGKILL instead of it;
                "short": a write takes one byte, and other calls do not count
   FAULT_LOG    a file that is told which call it was
*/
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int calls;

static int below(const char *path) {
    const char *root = getenv("FAULT_UNDER");
    return root && !strncmp(path, root, strlen(root));
}

static int handle_below(int handle) {
    char link[64], path[PATH_MAX + 1];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t size = readlink(link, path, PATH_MAX);
    if (size < 0) return 0;
    path[size] = 0;
    return below(path);
}

static int path_below(int folder, const char *path) {
    return path[0] == '/' || folder == AT_FDCWD ? below(path) : handle_below(folder);
}

/* 1 if this call is the one, with errno set; then the caller gives up. */
static int fails(const char *name, int counts) {
    const char *how = getenv("FAULT_HOW"), *at = getenv("FAULT_AT"), *log = getenv("FAULT_LOG");
    if (how && !strcmp(how, "short") && !strstr(name, "write")) return 0;
    if (!counts || !how || !at || !log || atomic_fetch_add(&calls, 1) + 1 != atoi(at)) return 0;
    int told = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    syscall(SYS_write, told, name, strlen(name));
    syscall(SYS_close, told);
    if (!strcmp(how, "kill")) syscall(SYS_kill, 0, SIGKILL);
    errno = atoi(how);
    return 1;
}

#define CALL(type, name, takes, gives, counts)                          \
    type name takes {                                                   \
        static type(*next) takes;                                       \
        if (!next) next = dlsym(RTLD_NEXT, #name);                      \
        if (fails(#name, counts)) return -1;                            \
        return next gives;                                              \
    }

#define OPEN(name)                                                      \
    int name(const char *path, int flags, ...) {                        \
        static int (*next)(const char *, int, ...);                     \
        va_list rest;                                                   \
        va_start(rest, flags);                                          \
        int mode = va_arg(rest, int);                                   \
        va_end(rest);                                                   \
        if (!next) next = dlsym(RTLD_NEXT, #name);                      \
        if (fails(#name, below(path))) return -1;                       \
        return next(path, flags, mode);                                 \
    }

#define OPENAT(name)                                                    \
    int name(int folder, const char *path, int flags, ...) {            \
        static int (*next)(int, const char *, int, ...);                \
        va_list rest;                                                   \
        va_start(rest, flags);                                          \
        int mode = va_arg(rest, int);                                   \
        va_end(rest);                                                   \
        if (!next) next = dlsym(RTLD_NEXT, #name);                      \
        if (fails(#name, path_below(folder, path))) return -1;          \
        return next(folder, path, flags, mode);                         \
    }

#define WRITE(name, takes, gives, one)                                  \
    ssize_t name takes {                                                \
        static ssize_t(*next) takes;                                    \
        if (!next) next = dlsym(RTLD_NEXT, #name);                      \
        if (fails(#name, handle_below(handle))) {                       \
            if (errno || !size) return -1;                              \
            return next one;                                            \
        }                                                               \
        return next gives;                                              \
    }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
WRITE(write, (int handle, const void *data, size_t size), (handle, data, size), (handle, data, 1))
WRITE(pwrite, (int handle, const void *data, size_t size, off_t at), (handle, data, size, at), (handle, data, 1, at))
WRITE(pwrite64, (int handle, const void *data, size_t size, off64_t at), (handle, data, size, at), (handle, data, 1, at))
CALL(int, fsync, (int handle), (handle), handle_below(handle))
CALL(int, fdatasync, (int handle), (handle), handle_below(handle))
CALL(int, syncfs, (int handle), (handle), handle_below(handle))
CALL(int, ftruncate, (int handle, off_t size), (handle, size), handle_below(handle))
CALL(int, ftruncate64, (int handle, off64_t size), (handle, size), handle_below(handle))
CALL(int, mkdir, (const char *path, mode_t mode), (path, mode), below(path))
CALL(int, mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode), path_below(folder, path))
CALL(int, rename, (const char *old, const char *new), (old, new), below(old))
CALL(int, renameat, (int from, const char *old, int to, const char *new), (from, old, to, new), path_below(from, old))
CALL(int, unlink, (const char *path), (path), below(path))
CALL(int, unlinkat, (int folder, const char *path, int flags), (folder, path, flags), path_below(folder, path))
