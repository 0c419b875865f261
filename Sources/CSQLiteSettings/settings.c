#include "CSQLiteSettings.h"
#include <sqlite3.h>

/* sqlite3_config takes a variable number of arguments, which Swift cannot call. */
int baodao_sqlite_settings(void) {
  /* Addresses such as file:/path?immutable=1, for stores on disks that cannot be written. */
  int code = sqlite3_config(SQLITE_CONFIG_URI, 1);
  return code != SQLITE_OK ? code : sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

int baodao_sqlite_log_error(struct sqlite3 *database) {
  sqlite3_file *file = 0;
  int error = 0;
  if (sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) != SQLITE_OK) return 0;
  if (!file || !file->pMethods) return 0;
  return file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &error) == SQLITE_OK ? error : 0;
}
