#include "CSQLiteSettings.h"
#include <sqlite3.h>

/* sqlite3_config takes a variable number of arguments, which Swift cannot call. */
int baodao_sqlite_settings(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
