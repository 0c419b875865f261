#pragma once

/// One file of Mechanisms/, Packs/ or Web/, as it was when the program was built.
typedef struct {
  /// Its path from the root of the package, ended by a zero.
  const char *name;
  /// Its contents; a zero that `length` does not count follows them.
  const unsigned char *data;
  unsigned long long length;
} baodao_resource;

/// Every embedded file, in the order of the bytes of their names.
extern const baodao_resource baodao_resources[];
extern const unsigned long long baodao_resource_count;

/// Swift does not import arrays of unknown length, so it asks for the first element.
static inline const baodao_resource *baodao_resources_start(void) { return baodao_resources; }
