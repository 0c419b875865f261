#ifndef BAODAO_WEB_POST_H
#define BAODAO_WEB_POST_H

#include <stddef.h>
#include <stdint.h>

/// Whether a connection to an address is allowed; 4 or 16 bytes in network order, and the caller's own word.
typedef int (*baodao_address_check)(const uint8_t *address, size_t length, const void *context);

/// A request. Texts end in a zero; `headers` holds `count` lines of the form `name: value`.
struct baodao_web_post {
  const char *url;
  const char *const *headers;
  size_t count;
  const uint8_t *body;
  size_t length;
  /// Whether `http` will do beside `https`.
  int allows_plain;
  long connect_milliseconds;
  long total_milliseconds;
  /// Bytes of the answer's body that are read before the connection is closed.
  size_t answer_max;
  /// A file of certificates in place of the system's; null for those.
  const char *authorities;
  baodao_address_check check;
  const void *context;
};

/// What came of it.
struct baodao_web_answer {
  /// Status of the answer; 0 where there was none.
  long status;
  /// Seconds that the receiver asked to wait; -1 where it did not.
  int64_t retry_after;
  /// Whether an address was refused.
  int is_address_refused;
  /// Why there was no answer; empty where there was.
  char failure[256];
};

/// Sends a POST and waits for the answer: certificates are verified, redirects are not followed, no proxy is
/// asked and nothing is read from the environment. Call from a thread that may wait.
void baodao_web_post(const struct baodao_web_post *post, struct baodao_web_answer *answer);

#endif
