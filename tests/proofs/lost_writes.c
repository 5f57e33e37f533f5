/* A disk that forgets: loaded before the C library, for files in one folder.

   FORGET_FOLDER  the folder that is watched
   FORGET_SHADOW  a folder with the same names, that holds only what was told to be on the disk (fsync) and was written before that
   FORGET_FAIL    so many of a hundred calls of fsync answer that they failed, and do nothing; "w" before it: of writes

   The shadow is what a power cut leaves at worst: everything that was not synchronised is lost. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST 65536
static struct { dev_t dev; ino_t ino; off_t from; size_t length; } waiting[MOST];
static size_t many;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static __thread int inside;

static int shadow_of(int fd, char *name)
{
    const char *folder = getenv("FORGET_FOLDER"), *shadow = getenv("FORGET_SHADOW");
    char link[64], path[PATH_MAX];
    if (!folder || inside) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    size_t base = strlen(folder);
    if (strncmp(path, folder, base) || path[base] != '/' || strchr(path + base + 1, '/')) return 0;
    size_t end = strlen(path);
    if (strcmp(path + end - 3, ".db") && strcmp(path + end - 4, "-wal") && strcmp(path + end - 8, "-journal")) return 0;
    snprintf(name, PATH_MAX, "%s%s", shadow ? shadow : folder, path + base);
    return 1;
}

static int fails(char kind)
{
    const char *share = getenv("FORGET_FAIL");
    static unsigned seed;
    if (!share || (kind == 'w') != (*share == 'w')) return 0;
    if (!seed) seed = (unsigned)getpid();
    return rand_r(&seed) % 100 < atoi(share + (*share == 'w'));
}

static void note(int fd, off_t from, size_t length)
{
    struct stat is;
    if (fstat(fd, &is)) return;
    pthread_mutex_lock(&lock);
    if (many < MOST) {
        waiting[many].dev = is.st_dev; waiting[many].ino = is.st_ino;
        waiting[many].from = from; waiting[many++].length = length;
    } else abort();
    pthread_mutex_unlock(&lock);
}

static void keep(int fd, const char *name)
{
    struct stat is;
    char block[65536];
    if (!getenv("FORGET_SHADOW") || fstat(fd, &is)) return;
    inside = 1;
    int to = open(name, O_RDWR | O_CREAT, 0600), from = open("/dev/null", O_RDONLY);
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    close(from);
    from = open(link, O_RDONLY);
    pthread_mutex_lock(&lock);
    size_t left = 0;
    for (size_t i = 0; i < many; i++) {
        if (waiting[i].dev != is.st_dev || waiting[i].ino != is.st_ino) { waiting[left++] = waiting[i]; continue; }
        off_t at = waiting[i].from, end = at + (off_t)waiting[i].length;
        while (at < end) {
            size_t want = (size_t)(end - at) < sizeof block ? (size_t)(end - at) : sizeof block;
            ssize_t got = pread(from, block, want, at);
            if (got <= 0) break;
            ssize_t (*put)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, "pwrite64");
            put(to, block, (size_t)got, at);
            at += got;
        }
    }
    many = left;
    pthread_mutex_unlock(&lock);
    struct stat there;
    /* Shorter now is shorter on the disk as well. */
    if (!fstat(to, &there) && there.st_size > is.st_size && ftruncate(to, is.st_size)) abort();
    close(from);
    close(to);
    inside = 0;
}

#define WRITES(NAME, OFFSET)                                                        \
    ssize_t NAME(int fd, const void *data, size_t length, OFFSET at)                \
    {                                                                               \
        static ssize_t (*real)(int, const void *, size_t, OFFSET);                  \
        char name[PATH_MAX];                                                        \
        if (!real) real = dlsym(RTLD_NEXT, #NAME);                                  \
        int ours = shadow_of(fd, name);                                             \
        if (ours && fails('w')) { errno = EIO; return -1; }                         \
        ssize_t done = real(fd, data, length, at);                                  \
        if (ours && done > 0 && getenv("FORGET_SHADOW")) note(fd, at, (size_t)done); \
        return done;                                                                \
    }
WRITES(pwrite, off_t)
WRITES(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t length)
{
    static ssize_t (*real)(int, const void *, size_t);
    char name[PATH_MAX];
    if (!real) real = dlsym(RTLD_NEXT, "write");
    int ours = fd > 2 && shadow_of(fd, name);
    off_t at = ours ? lseek(fd, 0, SEEK_CUR) : 0;
    ssize_t done = real(fd, data, length);
    if (ours && done > 0 && getenv("FORGET_SHADOW")) note(fd, at, (size_t)done);
    return done;
}

#define SYNCS(NAME)                                               \
    int NAME(int fd)                                              \
    {                                                             \
        static int (*real)(int);                                  \
        char name[PATH_MAX];                                      \
        if (!real) real = dlsym(RTLD_NEXT, #NAME);                \
        int ours = shadow_of(fd, name);                           \
        if (ours && fails('s')) { errno = EIO; return -1; }       \
        int done = real(fd);                                      \
        if (ours && !done) keep(fd, name);                        \
        return done;                                              \
    }
SYNCS(fsync)
SYNCS(fdatasync)
