import Kernel
import Store

/// What the store itself keeps in the database, and what makes the common statements run there.
enum PostgresSchema {
  /// Keeps two nodes from setting up the same database at once: "BD01".
  private static let lock = 0x4244_3031
  /// Identifiers have room for so many nodes at once.
  private static let nodesMax = 256

  private static let steps: [Statement] = [
    """
    CREATE TABLE IF NOT EXISTS baodao_turn (
      one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1)
    )
    """,
    "INSERT INTO baodao_turn (one) VALUES (1) ON CONFLICT (one) DO NOTHING",
    """
    CREATE TABLE IF NOT EXISTS baodao_node (
      number BIGINT NOT NULL PRIMARY KEY CHECK (number BETWEEN 0 AND 255),
      incarnation TEXT NOT NULL,
      batch BIGINT NOT NULL,
      seen TIMESTAMPTZ NOT NULL
    )
    """,
    """
    CREATE OR REPLACE FUNCTION json_each(list TEXT) RETURNS TABLE (value TEXT)
    LANGUAGE sql IMMUTABLE AS 'SELECT json_array_elements_text(list::json)'
    """,
    """
    CREATE OR REPLACE FUNCTION json_each(body TEXT, path TEXT) RETURNS TABLE (value TEXT)
    LANGUAGE sql IMMUTABLE
    AS 'SELECT json_array_elements_text(body::json #> string_to_array(substr(path, 3), ''.''))'
    """,
    """
    CREATE OR REPLACE FUNCTION json_member(body TEXT, name TEXT) RETURNS TEXT
    LANGUAGE sql IMMUTABLE AS 'SELECT body::json ->> name'
    """,
    """
    CREATE OR REPLACE FUNCTION same_text(value TEXT) RETURNS TEXT
    LANGUAGE sql IMMUTABLE AS 'SELECT value'
    """,
  ]

  /// Which steps of which module's schema the program of a node knows. Made where it is missing, so
  /// that stores of programs that knew nothing of it have it too.
  private static let nodeSteps: Statement = """
    CREATE TABLE IF NOT EXISTS baodao_node_step (
      number BIGINT NOT NULL, incarnation TEXT NOT NULL, module TEXT NOT NULL, step BIGINT NOT NULL,
      PRIMARY KEY (number, module)
    )
    """

  /// Lets go of nodes that count as gone: should one wake up, it cannot write any more.
  ///
  /// Takes the seconds of a lease.
  static let forgetSilent: Statement =
    "DELETE FROM baodao_node WHERE seen <= now() - ? * INTERVAL '1 s'"

  /// Operators of the common language, made once: a member of a JSON text, and the plus before a
  /// column that keeps SQLite from an index.
  private static let operatorSteps: [Statement] = [
    "CREATE OPERATOR ->> (LEFTARG = TEXT, RIGHTARG = TEXT, FUNCTION = json_member)",
    "CREATE OPERATOR + (RIGHTARG = TEXT, FUNCTION = same_text)",
  ]

  /// Looks whether the database is fit for a store, and makes it one where it is empty.
  /// - Throws: `Problem` where it is another program's, too old, or orders texts by a language.
  static func prepare(
    _ connection: PostgresConnection, _ settings: PostgresSettings, readOnly: Bool
  )
    throws
  {
    let address = settings.publicAddress
    guard connection.serverVersion >= 150_000 else {
      throw Problem(
        .postgresOld, ["path": address, "found": String(connection.serverVersion / 10_000)])
    }
    try connection.begin(isReading: readOnly, settings)
    do {
      try refuseUnfit(connection, address)
      if !readOnly {
        try connection.control("SELECT pg_advisory_xact_lock(\(lock))")
        let isOurs = try isOurs(connection)
        try refuseForeign(connection, address, isOurs: isOurs)
        if !isOurs { for step in steps + operatorSteps { try connection.control(step) } }
        try connection.control(nodeSteps)
      } else if let table = try missingTable(connection) {
        throw Problem(.storeForeign, ["path": address, "found": "no table \(table)"])
      }
      try connection.commit()
    } catch {
      try? connection.rollBack()
      throw error
    }
  }

  private static func refuseUnfit(_ connection: PostgresConnection, _ address: String) throws {
    let row = try connection.row(
      """
      SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database
      WHERE datname = current_database()
      """, [])
    let (encoding, order) = (row?.text(0) ?? "", row?.text(1) ?? "")
    guard encoding == "UTF8", ["C", "POSIX", "C.UTF-8", "C.utf8"].contains(order) else {
      throw Problem(.postgresOrder, ["path": address, "found": "\(encoding), \(order)"])
    }
  }

  /// A table without which there is nothing to read; a database that was only begun has no steps.
  private static func missingTable(_ connection: PostgresConnection) throws -> String? {
    try ["baodao_turn", "schema_step"].first { table in
      try connection.row("SELECT to_regclass(?) IS NULL", [.text(table)])?.integer(0) == 1
    }
  }

  private static func isOurs(_ connection: PostgresConnection) throws -> Bool {
    try connection.row("SELECT to_regclass('baodao_turn') IS NOT NULL", [])?.integer(0) == 1
  }

  /// Nothing is written beside tables of another program.
  private static func refuseForeign(
    _ connection: PostgresConnection, _ address: String, isOurs: Bool
  ) throws {
    if isOurs { return }
    let tables = try connection.row(
      """
      SELECT count(*) FROM pg_class
      WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
      """, [])?.integer(0)
    guard tables == 0 else {
      throw Problem(.storeForeign, ["path": address, "found": "\(tables ?? 0) tables"])
    }
  }

  /// Takes the lowest number that no living node has.
  static func claimNode(
    _ connection: PostgresConnection, _ settings: PostgresSettings, incarnation: String
  ) throws -> Int {
    try connection.begin(isReading: false, settings)
    do {
      try connection.control("SELECT pg_advisory_xact_lock(\(lock))")
      let living = try connection.rows(
        """
        SELECT number FROM baodao_node WHERE seen > now() - ? * INTERVAL '1 s' ORDER BY number
        """, [.integer(Int64(settings.leaseSeconds))]
      ).map { $0.integer(0) }
      guard let number = (0..<Int64(nodesMax)).first(where: { !living.contains($0) }) else {
        throw Problem(.postgresFull, ["most": String(nodesMax)])
      }
      try connection.run(
        """
        INSERT INTO baodao_node (number, incarnation, batch, seen) VALUES (?, ?, 0, now())
        ON CONFLICT (number)
        DO UPDATE SET incarnation = excluded.incarnation, batch = 0, seen = excluded.seen
        """, [.integer(number), .text(incarnation)])
      try connection.commit()
      return Int(number)
    } catch {
      try? connection.rollBack()
      throw error
    }
  }
}

extension Problem.Kind {
  static let postgresOld = Problem.Kind(
    "store.postgres-old", status: 500, zh: "“{path}”是PostgreSQL {found};需要15或更高版本。",
    en: "“{path}” is PostgreSQL {found}; 15 or later is needed.")
  static let postgresOrder = Problem.Kind(
    "store.postgres-order", status: 500,
    zh:
      "数据库“{path}”的编码与排序是{found};需要UTF8与C：CREATE DATABASE baodao ENCODING 'UTF8' "
      + "LOCALE 'C' TEMPLATE template0。",
    en:
      "The database “{path}” has the encoding and order {found}; UTF8 and C are needed: "
      + "CREATE DATABASE baodao ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0.")
  static let postgresFull = Problem.Kind(
    "store.postgres-nodes", status: 503, zh: "已有{most}个节点在运行，不能再多。",
    en: "There are {most} nodes at work, which is the most; end one first.")
  static let postgresAway = Problem.Kind(
    "store.away", status: 503, zh: "数据库暂时不可达：{found}",
    en: "The database cannot be reached: {found}")
  static let outcomeUnknown = Problem.Kind(
    "store.outcome-unknown", status: 503,
    zh: "写入时与数据库的连接中断，结果尚不能确认；请用同一请求键重试。",
    en:
      "The connection broke during the commit and its outcome could not be found out yet; "
      + "retry with the same idempotency key.")
  static let nodeLost = Problem.Kind(
    "store.node-lost", status: 503, zh: "本节点停顿过久，编号已归他人；请重新启动它。",
    en: "This node was silent for too long and another one has its number; restart it.")
}
