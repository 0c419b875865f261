public import Store

/// The tables that the journal and its services keep.
public enum JournalSchema {
  public static let migrations: [Migration] = [
    Migration(
      "journal", 1,
      [
        """
        CREATE TABLE event (
          position INTEGER NOT NULL PRIMARY KEY,
          jurisdiction INTEGER NOT NULL,
          subject INTEGER NOT NULL,
          version INTEGER NOT NULL CHECK (version > 0),
          kind TEXT NOT NULL,
          name TEXT NOT NULL CHECK (name <> ''),
          at INTEGER NOT NULL,
          recorded INTEGER NOT NULL,
          actor TEXT NOT NULL CHECK (actor <> ''),
          action TEXT NOT NULL CHECK (action <> ''),
          pack TEXT NOT NULL,
          body TEXT NOT NULL,
          hash {bytes} NOT NULL CHECK (length(hash) = 32)
        ) {strict}
        """,
        "CREATE UNIQUE INDEX event_by_subject ON event (jurisdiction, subject, version)",
        """
        CREATE TABLE stream (
          jurisdiction INTEGER NOT NULL,
          subject INTEGER NOT NULL,
          kind TEXT NOT NULL,
          version INTEGER NOT NULL CHECK (version > 0),
          head {bytes} NOT NULL CHECK (length(head) = 32),
          PRIMARY KEY (jurisdiction, subject)
        ) {clustered}
        """,
        """
        CREATE TABLE seal (
          number INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
          first INTEGER NOT NULL,
          last INTEGER NOT NULL CHECK (last >= first),
          root {bytes} NOT NULL CHECK (length(root) = 32),
          hash {bytes} NOT NULL CHECK (length(hash) = 32),
          sealed INTEGER NOT NULL
        ) {strict}
        """,
        """
        CREATE TABLE request (
          jurisdiction INTEGER NOT NULL,
          day INTEGER NOT NULL,
          key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
          fingerprint {bytes} NOT NULL CHECK (length(fingerprint) = 32),
          subject INTEGER NOT NULL,
          version INTEGER NOT NULL,
          position INTEGER NOT NULL,
          PRIMARY KEY (jurisdiction, day, key)
        ) {clustered}
        """,
        """
        CREATE TABLE timer (
          jurisdiction INTEGER NOT NULL,
          due INTEGER NOT NULL,
          subject INTEGER NOT NULL,
          name TEXT NOT NULL,
          kind TEXT NOT NULL,
          PRIMARY KEY (jurisdiction, due, subject, name)
        ) {clustered}
        """,
        """
        CREATE TABLE outbox (
          position INTEGER NOT NULL,
          part INTEGER NOT NULL,
          jurisdiction INTEGER NOT NULL,
          destination TEXT NOT NULL,
          payload TEXT NOT NULL,
          attempts INTEGER NOT NULL CHECK (attempts >= 0),
          due INTEGER NOT NULL,
          state TEXT NOT NULL CHECK (state IN ('waiting', 'dead')),
          failure TEXT NOT NULL,
          PRIMARY KEY (position, part)
        ) {clustered}
        """,
        "CREATE INDEX outbox_by_due ON outbox (state, due)",
      ]),
    // Whoever asks what somebody did must not read the whole journal.
    Migration(
      "journal", 2, ["CREATE INDEX event_by_actor ON event (jurisdiction, actor, position)"]),
    // Which node does what only one at a time may do.
    Migration(
      "journal", 3,
      [
        """
        CREATE TABLE lease (
          jurisdiction INTEGER NOT NULL,
          duty TEXT NOT NULL,
          holder TEXT NOT NULL,
          until INTEGER NOT NULL,
          PRIMARY KEY (jurisdiction, duty)
        ) {clustered}
        """
      ]),
  ]
}
