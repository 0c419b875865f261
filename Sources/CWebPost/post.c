#include "CWebPost.h"
#include <curl/curl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

/* curl_easy_setopt takes a variable number of arguments, which Swift cannot call. */

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void prepare(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

struct progress {
  const struct baodao_web_post *post;
  struct baodao_web_answer *answer;
  size_t read;
  int is_full;
};

/* Called with the address that was resolved, just before it is connected to: a name that is looked up once
   here and once there cannot lead to two places. */
static curl_socket_t open_socket(void *pointer, curlsocktype purpose, struct curl_sockaddr *address) {
  struct progress *progress = pointer;
  const uint8_t *bytes;
  size_t length;
  if (purpose == CURLSOCKTYPE_IPCXN && address->family == AF_INET) {
    bytes = (const uint8_t *)&((struct sockaddr_in *)&address->addr)->sin_addr;
    length = 4;
  } else if (purpose == CURLSOCKTYPE_IPCXN && address->family == AF_INET6) {
    bytes = (const uint8_t *)&((struct sockaddr_in6 *)&address->addr)->sin6_addr;
    length = 16;
  } else {
    progress->answer->is_address_refused = 1;
    return CURL_SOCKET_BAD;
  }
  if (!progress->post->check(bytes, length, progress->post->context)) {
    progress->answer->is_address_refused = 1;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* The body is of no use to anybody; only so much of it is taken. */
static size_t drop(char *data, size_t size, size_t count, void *pointer) {
  struct progress *progress = pointer;
  (void)data;
  progress->read += size * count;
  if (progress->read > progress->post->answer_max) {
    progress->is_full = 1;
    return 0;
  }
  return size * count;
}

static void set(CURL *curl, struct progress *progress, struct curl_slist *headers, char *reason) {
  const struct baodao_web_post *post = progress->post;
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, reason);
  curl_easy_setopt(curl, CURLOPT_URL, post->url);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, post->allows_plain ? "https,http" : "https");
  curl_easy_setopt(curl, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  if (post->authorities) curl_easy_setopt(curl, CURLOPT_CAINFO, post->authorities);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, post->connect_milliseconds);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, post->total_milliseconds);
  curl_easy_setopt(curl, CURLOPT_MAXCONNECTS, 1L);
  curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, progress);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, progress);
  curl_easy_setopt(curl, CURLOPT_POST, 1L);
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, (const char *)post->body);
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)post->length);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
}

static void say(struct baodao_web_answer *answer, const char *text) {
  snprintf(answer->failure, sizeof answer->failure, "%s", text);
}

void baodao_web_post(const struct baodao_web_post *post, struct baodao_web_answer *answer) {
  memset(answer, 0, sizeof *answer);
  answer->retry_after = -1;
  pthread_once(&once, prepare);
  CURL *curl = curl_easy_init();
  if (!curl) {
    say(answer, "libcurl is not available");
    return;
  }
  struct curl_slist *headers = NULL;
  for (size_t index = 0; index < post->count; index++) {
    struct curl_slist *longer = curl_slist_append(headers, post->headers[index]);
    if (!longer) break;
    headers = longer;
  }
  char reason[CURL_ERROR_SIZE] = "";
  struct progress progress = {post, answer, 0, 0};
  set(curl, &progress, headers, reason);
  CURLcode code = curl_easy_perform(curl);
  if (code == CURLE_OK || (code == CURLE_WRITE_ERROR && progress.is_full)) {
    curl_off_t wait = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer->status);
    if (curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait) == CURLE_OK && wait > 0) {
      answer->retry_after = wait;
    }
  } else if (answer->is_address_refused) {
    say(answer, "the address is not allowed");
  } else {
    say(answer, reason[0] ? reason : curl_easy_strerror(code));
  }
  curl_slist_free_all(headers);
  curl_easy_cleanup(curl);
}
