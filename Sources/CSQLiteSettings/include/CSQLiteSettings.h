#ifndef BAODAO_SQLITE_SETTINGS_H
#define BAODAO_SQLITE_SETTINGS_H

/// Turns SQLite's own count of its memory off, whose one lock every allocation of every connection takes.
/// Call before the first connection is opened. Answers SQLite's result code: 0, or 21 when it was too late.
int baodao_sqlite_settings(void);

#endif
