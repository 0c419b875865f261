#include <string.h>
#include <zlib.h>

// zlib's own names for these are macros, which Swift does not see.

/// Begins a stream in the form of gzip (16 on top of the window's 15 bits).
static inline int baodao_gzip_begin(z_stream *stream, int level) {
  memset(stream, 0, sizeof *stream);
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

static inline int baodao_gunzip_begin(z_stream *stream) {
  memset(stream, 0, sizeof *stream);
  return inflateInit2(stream, 15 + 16);
}
