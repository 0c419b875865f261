import Journal
public import Store

/// The tables of meetings.
public enum MeetingSchema {
  static let projections = [
    ProjectionTable("meeting", key: "id"),
    ProjectionTable("agenda_item", key: "meeting, number"),
    ProjectionTable("meeting_decision", key: "meeting, number"),
    ProjectionTable("agenda_carry", key: "meeting, sort, number"),
  ]

  public static let migrations: [Migration] = [
    Migration("meetings", 1, [meeting] + indices + [item, decision] + decisionIndices + carry)
  ]

  private static let meeting = """
    CREATE TABLE meeting (
      id INTEGER NOT NULL PRIMARY KEY,
      jurisdiction INTEGER NOT NULL,
      series TEXT NOT NULL CHECK (series <> ''),
      ordinal INTEGER NOT NULL CHECK (ordinal > 0),
      lead TEXT NOT NULL CHECK (lead <> ''),
      area TEXT NOT NULL,
      convened INTEGER NOT NULL,
      closed INTEGER CHECK (closed >= convened),
      left_carried INTEGER NOT NULL CHECK (left_carried >= 0),
      left_late INTEGER NOT NULL CHECK (left_late >= 0),
      left_repeated INTEGER NOT NULL CHECK (left_repeated >= 0)
    ) {strict}
    """

  private static let indices = [
    "CREATE UNIQUE INDEX meeting_by_ordinal ON meeting (jurisdiction, series, ordinal)",
    "CREATE UNIQUE INDEX meeting_open ON meeting (jurisdiction, series) WHERE closed IS NULL",
  ]

  private static let item = """
    CREATE TABLE agenda_item (
      meeting INTEGER NOT NULL REFERENCES meeting (id),
      number INTEGER NOT NULL CHECK (number > 0),
      cause TEXT NOT NULL
        CHECK (cause IN ('sent-up', 'carried', 'late', 'repeated', 'added')),
      matter INTEGER,
      matter_number TEXT NOT NULL,
      text TEXT NOT NULL CHECK (text <> ''),
      times INTEGER NOT NULL CHECK (times >= 0),
      source INTEGER,
      source_sort TEXT NOT NULL CHECK (source_sort IN ('', 'item', 'decision')),
      source_number INTEGER,
      decision_meeting INTEGER,
      decision_number INTEGER,
      settled INTEGER NOT NULL CHECK (settled IN (0, 1)),
      stuck INTEGER NOT NULL CHECK (stuck IN (0, 1)),
      PRIMARY KEY (meeting, number)
    ) {clustered}
    """

  private static let decision = """
    CREATE TABLE meeting_decision (
      meeting INTEGER NOT NULL REFERENCES meeting (id),
      number INTEGER NOT NULL CHECK (number > 0),
      jurisdiction INTEGER NOT NULL,
      item INTEGER NOT NULL,
      text TEXT NOT NULL CHECK (text <> ''),
      lead TEXT NOT NULL CHECK (lead <> ''),
      area TEXT NOT NULL,
      made INTEGER NOT NULL,
      due INTEGER NOT NULL CHECK (due > made),
      state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
      ended INTEGER CHECK (ended >= made),
      late INTEGER NOT NULL CHECK (late IN (0, 1)),
      note TEXT NOT NULL,
      PRIMARY KEY (meeting, number),
      CHECK ((state = 'open') = (ended IS NULL)),
      CHECK (state = 'open' OR note <> '')
    ) {clustered}
    """

  private static let decisionIndices = [
    // What comes from one meeting is taken once: by the schema, too.
    """
    CREATE UNIQUE INDEX agenda_item_by_source
    ON agenda_item (source, source_sort, source_number) WHERE source IS NOT NULL
    """,
    "CREATE INDEX agenda_item_by_matter ON agenda_item (matter) WHERE matter IS NOT NULL",
    """
    CREATE INDEX meeting_decision_open ON meeting_decision (jurisdiction, due, meeting, number)
    WHERE state = 'open'
    """,
    """
    CREATE INDEX meeting_decision_by_lead
    ON meeting_decision (jurisdiction, lead, due, meeting, number) WHERE state = 'open'
    """,
  ]

  /// What closed meetings left open. The meeting that leaves it and the one that takes it write
  /// their own columns, in either order.
  private static let carry = [
    """
    CREATE TABLE agenda_carry (
      meeting INTEGER NOT NULL,
      sort TEXT NOT NULL CHECK (sort IN ('item', 'decision')),
      number INTEGER NOT NULL CHECK (number > 0),
      jurisdiction INTEGER NOT NULL,
      series TEXT NOT NULL,
      times INTEGER NOT NULL CHECK (times >= 0),
      raised INTEGER NOT NULL CHECK (raised IN (0, 1)),
      stuck INTEGER NOT NULL CHECK (stuck IN (0, 1)),
      matter INTEGER,
      taken INTEGER,
      PRIMARY KEY (meeting, sort, number)
    ) {clustered}
    """,
    """
    CREATE INDEX agenda_carry_waiting
    ON agenda_carry (jurisdiction, series, raised DESC, meeting, sort, number)
    WHERE taken IS NULL
    """,
    "CREATE INDEX agenda_carry_by_matter ON agenda_carry (matter) WHERE taken IS NULL",
  ]
}
