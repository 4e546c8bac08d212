// Stands between the service and the C library, and makes a sound machine misbehave when told to.
//
// MACHINE_CONTROL names a file of one `struct control` that the test writes, MACHINE_FILES a part of the paths of the
// files that fail. Errors are numbers of errno; 0 lets the call through.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

struct control {
    volatile int32_t write_error, sync_error, read_error, padding;
    volatile int64_t clock_offset;
};

static struct control sound;
static struct control *control = &sound;
static const char *files = "";

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("MACHINE_CONTROL");
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0) abort();
    void *page = mmap(NULL, sizeof sound, PROT_READ, MAP_SHARED, fd, 0);
    if (page == MAP_FAILED) abort();
    control = page;
    files = getenv("MACHINE_FILES");
    close(fd);
}

static int fails(int fd, int error) {
    char link[64], path[4096];
    if (!error) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    if (!strstr(path, files)) return 0;
    errno = error;
    return 1;
}

#define INSTEAD(result, name, error, parameters, arguments)                                                            \
    result name parameters {                                                                                           \
        static result(*real) parameters;                                                                               \
        if (!real) real = dlsym(RTLD_NEXT, #name);                                                                     \
        return fails(fd, control->error) ? -1 : real arguments;                                                        \
    }

INSTEAD(ssize_t, write, write_error, (int fd, const void *from, size_t size), (fd, from, size))
INSTEAD(ssize_t, pwrite, write_error, (int fd, const void *from, size_t size, off_t at), (fd, from, size, at))
INSTEAD(ssize_t, pwrite64, write_error, (int fd, const void *from, size_t size, off64_t at), (fd, from, size, at))
INSTEAD(int, ftruncate64, write_error, (int fd, off64_t size), (fd, size))
INSTEAD(int, fsync, sync_error, (int fd), (fd))
INSTEAD(int, fdatasync, sync_error, (int fd), (fd))
INSTEAD(ssize_t, read, read_error, (int fd, void *to, size_t size), (fd, to, size))
INSTEAD(ssize_t, pread, read_error, (int fd, void *to, size_t size, off_t at), (fd, to, size, at))
INSTEAD(ssize_t, pread64, read_error, (int fd, void *to, size_t size, off64_t at), (fd, to, size, at))

int clock_gettime(clockid_t clock, struct timespec *time) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int result = real(clock, time);
    if (result == 0 && clock == CLOCK_REALTIME) time->tv_sec += control->clock_offset;
    return result;
}
