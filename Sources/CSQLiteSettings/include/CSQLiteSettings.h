#ifndef BAODAO_SQLITE_SETTINGS_H
#define BAODAO_SQLITE_SETTINGS_H

/// Lets addresses say more than a path, such as file:/path?immutable=1, and turns SQLite's own count of its
/// memory off, whose one lock every allocation of every connection takes.
/// Call before the first connection is opened. Answers SQLite's result code: 0, or 21 when it was too late.
int baodao_sqlite_settings(void);

struct sqlite3;

/// The system's last error number for the file of the write-ahead log, which SQLite keeps for the main file
/// only where a commit fails. 0 where there was none.
int baodao_sqlite_log_error(struct sqlite3 *database);

#endif
