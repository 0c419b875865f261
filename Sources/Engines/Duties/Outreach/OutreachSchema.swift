import Journal
public import Store

/// The tables of outreach. Days are counted from 1970-01-01.
public enum OutreachSchema {
  static let projections = [
    ProjectionTable("outreach_target", key: "id"),
    ProjectionTable("outreach_term", key: "target, number"),
    ProjectionTable("outreach_visit", key: "target, number"),
    ProjectionTable("outreach_topic", key: "jurisdiction, program, topic, area, lead"),
    ProjectionTable("outreach_visitor", key: "jurisdiction, program, visitor, area, lead"),
  ]

  public static let migrations: [Migration] = [
    Migration("outreach", 1, targets + [visit, topic, visitor])
  ]

  private static let targets = [
    """
    CREATE TABLE outreach_target (
      id INTEGER NOT NULL PRIMARY KEY,
      jurisdiction INTEGER NOT NULL,
      program TEXT NOT NULL CHECK (program <> ''),
      target TEXT NOT NULL CHECK (target <> ''),
      name TEXT NOT NULL CHECK (name <> ''),
      lead TEXT NOT NULL CHECK (lead <> ''),
      area TEXT NOT NULL CHECK (area <> ''),
      opened_day INTEGER NOT NULL,
      visitor TEXT CHECK (visitor <> ''),
      visits INTEGER NOT NULL CHECK (visits >= 0),
      last_day INTEGER,
      waits_day INTEGER NOT NULL,
      CHECK ((visits = 0) = (last_day IS NULL))
    ) {strict}
    """,
    """
    CREATE UNIQUE INDEX outreach_target_by_code ON outreach_target (jurisdiction, program, target)
    """,
    """
    CREATE INDEX outreach_target_uncovered ON outreach_target (jurisdiction, program, target)
    WHERE visits = 0
    """,
    """
    CREATE INDEX outreach_target_waiting
    ON outreach_target (jurisdiction, program, waits_day, target)
    """,
    """
    CREATE INDEX outreach_target_coverage
    ON outreach_target (jurisdiction, program, area, lead, visitor, visits)
    """,
    """
    CREATE TABLE outreach_term (
      target INTEGER NOT NULL REFERENCES outreach_target (id),
      number INTEGER NOT NULL CHECK (number > 0),
      visitor TEXT NOT NULL CHECK (visitor <> ''),
      begun INTEGER NOT NULL,
      ended INTEGER CHECK (ended >= begun),
      PRIMARY KEY (target, number)
    ) {clustered}
    """,
    // One visitor at an instant: by the schema, too.
    "CREATE UNIQUE INDEX outreach_term_running ON outreach_term (target) WHERE ended IS NULL",
  ]

  private static let visit = """
    CREATE TABLE outreach_visit (
      target INTEGER NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      day INTEGER NOT NULL,
      visitor TEXT NOT NULL,
      note TEXT NOT NULL,
      topics TEXT NOT NULL,
      met INTEGER NOT NULL CHECK (met >= 0),
      materials INTEGER NOT NULL CHECK (materials >= 0),
      PRIMARY KEY (target, number)
    ) {clustered}
    """

  private static let topic = """
    CREATE TABLE outreach_topic (
      jurisdiction INTEGER NOT NULL,
      program TEXT NOT NULL,
      topic TEXT NOT NULL CHECK (topic <> ''),
      area TEXT NOT NULL,
      lead TEXT NOT NULL,
      visits INTEGER NOT NULL CHECK (visits > 0),
      PRIMARY KEY (jurisdiction, program, topic, area, lead)
    ) {clustered}
    """

  private static let visitor = """
    CREATE TABLE outreach_visitor (
      jurisdiction INTEGER NOT NULL,
      program TEXT NOT NULL,
      visitor TEXT NOT NULL,
      area TEXT NOT NULL,
      lead TEXT NOT NULL,
      visits INTEGER NOT NULL CHECK (visits > 0),
      met INTEGER NOT NULL CHECK (met >= 0),
      materials INTEGER NOT NULL CHECK (materials >= 0),
      PRIMARY KEY (jurisdiction, program, visitor, area, lead)
    ) {clustered}
    """
}
