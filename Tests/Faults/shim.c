/* Stands between a program and the system, by LD_PRELOAD: makes writes and flushes to the files of
 * one folder fail, moves the wall clock, and notes what was written and flushed. What it does stands
 * in a file that the harness maps too (FAULTS_CONTROL), so that it changes while the program runs. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

struct control {
  volatile int64_t clock_milliseconds; /* added to the wall clock */
  volatile int32_t write_error;        /* errno of every write; 0 for none */
  volatile int32_t sync_error;         /* errno of every flush; 0 for none */
};

struct note {
  int64_t kind; /* 1 write, 2 truncation, 3 flush */
  int64_t offset, length, name_length;
};

static struct control none, *control = &none;
static char folder[4096];
static size_t folder_length;
static int record = -1;
static pthread_mutex_t recording = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("FAULTS_CONTROL"), *where = getenv("FAULTS_FOLDER");
  const char *notes = getenv("FAULTS_RECORD");
  if (!path || !where) return;
  int file = open(path, O_RDWR | O_CLOEXEC);
  if (file < 0) abort();
  void *mapped = mmap(NULL, sizeof none, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (mapped == MAP_FAILED) abort();
  close(file);
  control = mapped;
  folder_length = strlen(where);
  if (folder_length >= sizeof folder) abort();
  memcpy(folder, where, folder_length);
  if (notes && (record = open(notes, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) < 0) abort();
}

#define NEXT(name) \
  static __typeof__(name) *next; \
  if (!next) next = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

/* The name of a file of the folder; NULL for every other descriptor. */
static const char *name_of(int file, char *buffer, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, buffer, size - 1);
  if (length < 0) return NULL;
  buffer[length] = 0;
  if (strncmp(buffer, folder, folder_length) || buffer[folder_length] != '/') return NULL;
  return buffer + folder_length + 1;
}

static int fails(int file, int error) {
  char buffer[4096];
  if (!error || !name_of(file, buffer, sizeof buffer)) return 0;
  errno = error;
  return 1;
}

static void note(int64_t kind, int file, int64_t offset, const void *bytes, int64_t length) {
  char buffer[4096];
  const char *name = record < 0 ? NULL : name_of(file, buffer, sizeof buffer);
  if (!name) return;
  struct note head = {kind, offset, length, (int64_t)strlen(name)};
  struct iovec parts[] = {
      {&head, sizeof head}, {(void *)name, strlen(name)}, {(void *)bytes, bytes ? length : 0}};
  int kept = errno;
  pthread_mutex_lock(&recording);
  if (writev(record, parts, 3) < 0) abort();
  pthread_mutex_unlock(&recording);
  errno = kept;
}

#define PWRITE(name, type) \
  ssize_t name(int file, const void *bytes, size_t length, type offset) { \
    NEXT(name); \
    if (fails(file, control->write_error)) return -1; \
    ssize_t written = next(file, bytes, length, offset); \
    if (written > 0) note(1, file, offset, bytes, written); \
    return written; \
  }
#define TRUNCATE(name, type) \
  int name(int file, type length) { \
    NEXT(name); \
    if (fails(file, control->write_error)) return -1; \
    int code = next(file, length); \
    if (code == 0) note(2, file, length, NULL, 0); \
    return code; \
  }
#define SYNC(name) \
  int name(int file) { \
    NEXT(name); \
    if (fails(file, control->sync_error)) return -1; \
    int code = next(file); \
    if (code == 0) note(3, file, 0, NULL, 0); \
    return code; \
  }

PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)
SYNC(fsync)
SYNC(fdatasync)

ssize_t write(int file, const void *bytes, size_t length) {
  NEXT(write);
  if (fails(file, control->write_error)) return -1;
  return next(file, bytes, length);
}

static void shift(int64_t *seconds, int64_t *nanoseconds) {
  int64_t all = *nanoseconds + control->clock_milliseconds % 1000 * 1000000;
  *seconds += control->clock_milliseconds / 1000 + all / 1000000000;
  *nanoseconds = all % 1000000000;
  if (*nanoseconds < 0) {
    *nanoseconds += 1000000000;
    *seconds -= 1;
  }
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  NEXT(clock_gettime);
  int code = next(clock, now);
  if (code == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
    int64_t seconds = now->tv_sec, nanoseconds = now->tv_nsec;
    shift(&seconds, &nanoseconds);
    now->tv_sec = seconds;
    now->tv_nsec = nanoseconds;
  }
  return code;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  NEXT(gettimeofday);
  int code = next(now, zone);
  if (code == 0) {
    int64_t seconds = now->tv_sec, nanoseconds = now->tv_usec * 1000;
    shift(&seconds, &nanoseconds);
    now->tv_sec = seconds;
    now->tv_usec = nanoseconds / 1000;
  }
  return code;
}

time_t time(time_t *where) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (where) *where = now.tv_sec;
  return now.tv_sec;
}
