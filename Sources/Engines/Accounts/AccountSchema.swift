public import Store

/// The tables of accounts: two projections, and four that hold what no journal may: hashes of
/// secrets, which a rebuild leaves alone.
public enum AccountSchema {
  public static let migrations: [Migration] = [
    Migration(
      "accounts", 1,
      [
        """
        CREATE TABLE account (
          jurisdiction INTEGER NOT NULL,
          id INTEGER NOT NULL,
          login TEXT NOT NULL CHECK (length(login) BETWEEN 3 AND 64),
          person TEXT NOT NULL CHECK (person <> ''),
          name TEXT NOT NULL CHECK (name <> ''),
          locked INTEGER,
          lock_reason TEXT NOT NULL,
          made INTEGER NOT NULL,
          PRIMARY KEY (jurisdiction, id)
        ) {clustered}
        """,
        "CREATE UNIQUE INDEX account_by_login ON account (jurisdiction, login)",
        "CREATE UNIQUE INDEX account_by_person ON account (jurisdiction, person)",
        """
        CREATE TABLE access_key (
          jurisdiction INTEGER NOT NULL,
          id INTEGER NOT NULL,
          account INTEGER,
          post TEXT,
          label TEXT NOT NULL CHECK (label <> ''),
          made INTEGER NOT NULL,
          revoked INTEGER,
          CHECK ((account IS NULL) <> (post IS NULL)),
          PRIMARY KEY (jurisdiction, id)
        ) {clustered}
        """,
        "CREATE INDEX access_key_by_account ON access_key (jurisdiction, account)",
        "CREATE INDEX access_key_by_post ON access_key (jurisdiction, post)",
        """
        CREATE TABLE account_credential (
          jurisdiction INTEGER NOT NULL,
          account INTEGER NOT NULL,
          hash TEXT NOT NULL CHECK (hash <> ''),
          changed INTEGER NOT NULL,
          PRIMARY KEY (jurisdiction, account)
        ) {clustered}
        """,
        """
        CREATE TABLE way_in (
          token {bytes} NOT NULL PRIMARY KEY CHECK (length(token) = 32),
          jurisdiction INTEGER NOT NULL,
          account INTEGER NOT NULL,
          expires INTEGER NOT NULL,
          used INTEGER
        ) {strict}
        """,
        "CREATE INDEX way_in_by_account ON way_in (jurisdiction, account)",
        """
        CREATE TABLE session (
          token {bytes} NOT NULL PRIMARY KEY CHECK (length(token) = 32),
          jurisdiction INTEGER NOT NULL,
          account INTEGER NOT NULL,
          begun INTEGER NOT NULL,
          seen INTEGER NOT NULL,
          expires INTEGER NOT NULL CHECK (expires > begun),
          client TEXT NOT NULL,
          revoked INTEGER
        ) {strict}
        """,
        "CREATE INDEX session_by_account ON session (jurisdiction, account, seen)",
        "CREATE INDEX session_by_expiry ON session (jurisdiction, expires)",
        """
        CREATE TABLE access_key_secret (
          token {bytes} NOT NULL PRIMARY KEY CHECK (length(token) = 32),
          jurisdiction INTEGER NOT NULL,
          access_key INTEGER NOT NULL,
          used INTEGER
        ) {strict}
        """,
        """
        CREATE UNIQUE INDEX access_key_secret_by_key
        ON access_key_secret (jurisdiction, access_key)
        """,
      ]),
    Migration(
      "accounts", 2, ["CREATE INDEX account_by_name ON account (jurisdiction, name)"]),
  ]
}
