/* Preloaded into the service: keeps each file of $DATA in $SHADOW as it was at its last fsync: nothing written since is there.
   That a file is gone, or has a new name, counts as durable at once where libc's functions do it: SQLite syncs the directory. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

static int real_unlink(const char *path) {
    int (*real)(const char *) = dlsym(RTLD_NEXT, "unlink");
    return real(path);
}

static int real_rename(const char *from, const char *to) {
    int (*real)(const char *, const char *) = dlsym(RTLD_NEXT, "rename");
    return real(from, to);
}

/* Where a file of $DATA is in $SHADOW; 0 if it is none of them. */
static int shadow_of(const char *path, char *shadow, size_t room) {
    const char *data = getenv("DATA"), *shadows = getenv("SHADOW");
    if (!data || !shadows || strncmp(path, data, strlen(data)) != 0) return 0;
    return snprintf(shadow, room, "%s%s", shadows, path + strlen(data)) < (int)room;
}

/* Through the file that is open: to close another of the same would end the locks that this process has on it. */
static int copy(int in, const char *part, const char *shadow) {
    static char buffer[1 << 20];
    int out = open(part, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    off_t at = 0;
    ssize_t some = -1;
    while (out >= 0 && (some = pread(in, buffer, sizeof buffer, at)) > 0) {
        if (write(out, buffer, some) != some) abort();
        at += some;
    }
    if (out >= 0) close(out);
    return some == 0 && real_rename(part, shadow) == 0;
}

static void copy_of(int file, const char *path, const char *part, const char *shadow) {
    if (copy(file, part, shadow)) return;
    /* It is open for writing alone, as no database is. */
    int in = open(path, O_RDONLY);
    if (in < 0) return;
    copy(in, part, shadow);
    close(in);
}

static void keep(int file) {
    char link[64], path[4096], shadow[4096], part[4200];
    struct stat about;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0 || fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) return;
    path[length] = 0;
    if (!shadow_of(path, shadow, sizeof shadow)) return;
    snprintf(part, sizeof part, "%s.part", shadow);
    pthread_mutex_lock(&one_at_a_time);
    copy_of(file, path, part, shadow);
    pthread_mutex_unlock(&one_at_a_time);
}

int fdatasync(int file) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
    int result = real(file);
    if (result == 0) keep(file);
    return result;
}

int fsync(int file) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
    int result = real(file);
    if (result == 0) keep(file);
    return result;
}

int unlink(const char *path) {
    char shadow[4096];
    int result = real_unlink(path);
    if (result == 0 && shadow_of(path, shadow, sizeof shadow)) real_unlink(shadow);
    return result;
}

int rename(const char *from, const char *to) {
    char was[4096], is[4096];
    int result = real_rename(from, to);
    if (result == 0 && shadow_of(from, was, sizeof was) && shadow_of(to, is, sizeof is)) real_rename(was, is);
    return result;
}
