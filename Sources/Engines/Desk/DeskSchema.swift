public import Store

/// The tables of people's desks: what somebody has read and how they look at lists. They say
/// nothing about the city, stand in no journal, and a rebuild leaves them alone.
public enum DeskSchema {
  public static let migrations: [Migration] = [
    Migration(
      "desk", 1,
      [
        """
        CREATE TABLE desk_reader (
          jurisdiction INTEGER NOT NULL,
          account INTEGER NOT NULL,
          position INTEGER NOT NULL CHECK (position >= 0),
          PRIMARY KEY (jurisdiction, account)
        ) {clustered}
        """,
        """
        CREATE TABLE desk_seen (
          jurisdiction INTEGER NOT NULL,
          account INTEGER NOT NULL,
          matter INTEGER NOT NULL,
          version INTEGER NOT NULL CHECK (version > 0),
          seen INTEGER NOT NULL,
          PRIMARY KEY (jurisdiction, account, matter)
        ) {clustered}
        """,
        "CREATE INDEX desk_seen_by_time ON desk_seen (jurisdiction, account, seen)",
        """
        CREATE TABLE desk_view (
          jurisdiction INTEGER NOT NULL,
          account INTEGER NOT NULL,
          number INTEGER NOT NULL CHECK (number > 0),
          name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 30),
          query TEXT NOT NULL CHECK (length(query) <= 2000),
          PRIMARY KEY (jurisdiction, account, number)
        ) {clustered}
        """,
        "CREATE UNIQUE INDEX desk_view_by_name ON desk_view (jurisdiction, account, name)",
      ])
  ]
}
