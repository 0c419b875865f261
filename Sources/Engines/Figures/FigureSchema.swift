public import Store

/// The tables of figures: what was observed, the counters that are kept from it, and what stands in
/// each stock now.
public enum FigureSchema {
  public static let migrations: [Migration] = [
    Migration(
      "figures", 1,
      [
        """
        CREATE TABLE observation (
          position INTEGER NOT NULL,
          part INTEGER NOT NULL,
          jurisdiction INTEGER NOT NULL,
          name TEXT NOT NULL CHECK (name <> ''),
          day INTEGER NOT NULL,
          at INTEGER NOT NULL,
          subject INTEGER NOT NULL,
          area TEXT NOT NULL,
          unit TEXT NOT NULL,
          category TEXT NOT NULL,
          channel TEXT NOT NULL,
          kind TEXT NOT NULL,
          on_time INTEGER CHECK (on_time IN (0, 1)),
          natural_ms INTEGER,
          working_thousandths INTEGER,
          grade INTEGER,
          PRIMARY KEY (jurisdiction, name, day, position, part)
        ) {clustered}
        """,
        """
        CREATE TABLE figure_cell (
          jurisdiction INTEGER NOT NULL,
          figure TEXT NOT NULL,
          period INTEGER NOT NULL,
          area TEXT NOT NULL,
          unit TEXT NOT NULL,
          category TEXT NOT NULL,
          channel TEXT NOT NULL,
          bucket INTEGER NOT NULL,
          count INTEGER NOT NULL,
          PRIMARY KEY (jurisdiction, figure, period, area, unit, category, channel, bucket)
        ) {clustered}
        """,
      ]),
    Migration(
      "figures", 2,
      [
        """
        CREATE TABLE figure_definition (
          jurisdiction INTEGER NOT NULL PRIMARY KEY,
          text TEXT NOT NULL
        ) {strict}
        """
      ]),
    Migration(
      "figures", 3, ["ALTER TABLE observation ADD COLUMN origin TEXT NOT NULL DEFAULT ''"]),
    Migration(
      "figures", 4,
      [
        """
        CREATE TABLE figure_standing (
          jurisdiction INTEGER NOT NULL,
          figure TEXT NOT NULL,
          subject INTEGER NOT NULL,
          count INTEGER NOT NULL CHECK (count <> 0),
          at INTEGER NOT NULL,
          area TEXT NOT NULL,
          unit TEXT NOT NULL,
          category TEXT NOT NULL,
          channel TEXT NOT NULL,
          kind TEXT NOT NULL,
          origin TEXT NOT NULL,
          position INTEGER NOT NULL,
          part INTEGER NOT NULL,
          PRIMARY KEY (jurisdiction, figure, subject)
        ) {clustered}
        """
      ]),
  ]
}
