import Journal
public import Store

/// The tables of matters. A matter's row stays narrow: its long texts are beside it.
public enum MatterSchema {
  static let projections = [
    ProjectionTable("matter", key: "id"), ProjectionTable("matter_text", key: "matter"),
    ProjectionTable("matter_clock", key: "matter, name, task, round"),
    ProjectionTable("matter_promise", key: "matter, number"),
    ProjectionTable("matter_part", key: "matter, kind, number"),
  ]

  public static let migrations: [Migration] = [
    Migration(
      "matters", 1,
      [
        """
        CREATE TABLE matter (
          id INTEGER NOT NULL PRIMARY KEY,
          jurisdiction INTEGER NOT NULL,
          number TEXT NOT NULL CHECK (number <> ''),
          kind TEXT NOT NULL,
          sort TEXT NOT NULL,
          pack TEXT NOT NULL,
          state TEXT NOT NULL,
          phase TEXT NOT NULL CHECK (
            phase IN ('arbitration', 'pool', 'open', 'answered', 'closed', 'merged')),
          light INTEGER NOT NULL CHECK (light BETWEEN 0 AND 2),
          due INTEGER,
          title TEXT NOT NULL,
          caller TEXT NOT NULL,
          channel TEXT NOT NULL,
          source TEXT NOT NULL,
          origin TEXT NOT NULL,
          steward TEXT NOT NULL,
          against TEXT,
          area TEXT,
          category TEXT,
          lead TEXT,
          rule TEXT NOT NULL,
          reason TEXT NOT NULL,
          received INTEGER NOT NULL,
          accepted INTEGER,
          answered INTEGER,
          closed INTEGER,
          reopenings INTEGER NOT NULL CHECK (reopenings >= 0),
          grade INTEGER,
          suspended INTEGER,
          parts INTEGER NOT NULL CHECK (parts >= 0),
          CHECK (lead IS NOT NULL OR phase IN ('arbitration', 'pool', 'merged'))
        ) {strict}
        """,
        "CREATE UNIQUE INDEX matter_by_number ON matter (jurisdiction, number)",
        """
        CREATE UNIQUE INDEX matter_by_source ON matter (jurisdiction, source) WHERE source <> ''
        """,
        """
        CREATE INDEX matter_at_work ON matter (jurisdiction, light DESC, due {absentFirst}, id)
        WHERE phase IN ('arbitration', 'pool', 'open')
        """,
        """
        CREATE TABLE matter_text (
          matter INTEGER NOT NULL PRIMARY KEY REFERENCES matter (id),
          text TEXT NOT NULL,
          reply TEXT NOT NULL
        ) {strict}
        """,
        """
        CREATE TABLE matter_clock (
          matter INTEGER NOT NULL REFERENCES matter (id),
          name TEXT NOT NULL,
          task INTEGER NOT NULL CHECK (task >= 0),
          round INTEGER NOT NULL CHECK (round > 0),
          limit_words TEXT NOT NULL,
          started INTEGER NOT NULL,
          due INTEGER NOT NULL,
          amber INTEGER,
          until TEXT NOT NULL,
          stopped INTEGER,
          light INTEGER NOT NULL CHECK (light BETWEEN 0 AND 2),
          remaining INTEGER,
          pauses TEXT NOT NULL,
          extensions TEXT NOT NULL,
          provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
          rungs INTEGER NOT NULL CHECK (rungs >= 0),
          excused INTEGER,
          PRIMARY KEY (matter, name, task, round)
        ) {clustered}
        """,
        """
        CREATE TABLE matter_promise (
          matter INTEGER NOT NULL REFERENCES matter (id),
          number INTEGER NOT NULL CHECK (number > 0),
          text TEXT NOT NULL,
          due INTEGER NOT NULL,
          kept INTEGER,
          broken INTEGER NOT NULL CHECK (broken IN (0, 1)),
          PRIMARY KEY (matter, number)
        ) {clustered}
        """,
        """
        CREATE TABLE matter_part (
          matter INTEGER NOT NULL REFERENCES matter (id),
          kind TEXT NOT NULL,
          number INTEGER NOT NULL CHECK (number > 0),
          jurisdiction INTEGER NOT NULL,
          concerns TEXT NOT NULL,
          is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
          body TEXT NOT NULL,
          PRIMARY KEY (matter, kind, number)
        ) {clustered}
        """,
        """
        CREATE INDEX matter_part_by_whom
        ON matter_part (jurisdiction, kind, concerns, is_open, matter) WHERE concerns <> ''
        """,
        """
        CREATE INDEX matter_part_open ON matter_part (jurisdiction, kind, concerns)
        WHERE is_open = 1
        """,
        "CREATE INDEX matter_clock_provisional ON matter_clock (matter) WHERE provisional = 1",
        """
        CREATE TABLE matter_number (
          jurisdiction INTEGER NOT NULL,
          day INTEGER NOT NULL,
          last INTEGER NOT NULL CHECK (last > 0),
          PRIMARY KEY (jurisdiction, day)
        ) {clustered}
        """,
      ])
  ]
}
