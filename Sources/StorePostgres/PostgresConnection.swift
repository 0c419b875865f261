import CPostgres
import Glibc
import Store

/// One connection in libpq's pipeline mode: what answers no rows is sent without waiting, and
/// whatever was sent is settled before the next question is answered.
///
/// It is used by one thread at a time.
final class PostgresConnection {
  /// What was sent and not yet answered.
  private enum Sent {
    case preparation(PostgresVariant, sql: String)
    case command(sql: String)
    case query(sql: String)
    case mark
  }

  private let handle: OpaquePointer
  private let isPooled: Bool
  private let silenceSeconds: Int
  private var sent: [Sent] = []
  private var known: [Statement: PostgresPrepared] = [:]
  private var variants = 0
  private var cursors = 0
  private let canceller: PostgresCanceller
  let warnings = PostgresWarnings()
  /// Statements that were sent to change something, since the connection was made.
  private(set) var changes = 0
  /// Rows handed out since the connection was made.
  private(set) var rowsGiven = 0
  /// Whether a statement failed since the last `recover`, so that the transaction is of no use.
  private(set) var hasFailed = false
  /// What is being written, while a benchmark listens.
  var log: [WriteLog.Write]?
  /// What is added to counters in this commit.
  var sums = CommitSums()

  /// Most statements kept prepared; the program has far fewer distinct texts.
  static let preparedMax = 1_024
  /// Most commands on the way: both sides have room for so many.
  private static let sentMax = 64
  /// Commands after which what was sent is brought on its way, so that the server works meanwhile.
  private static let flushEvery = 4
  /// Rows fetched at once in a long query.
  private static let fetchRows = 500

  /// - Parameters:
  ///   - address: another one than that of the settings.
  ///   - isReadOnly: whether a server that takes no writes will do.
  init(_ settings: PostgresSettings, address: String? = nil, isReadOnly: Bool = false) throws {
    let words: [(String, String)] = [
      ("connect_timeout", "5"), ("application_name", "baodao"), ("keepalives_idle", "10"),
      ("keepalives_interval", "5"), ("keepalives_count", "3"), ("tcp_user_timeout", "20000"),
      ("target_session_attrs", isReadOnly ? "any" : "read-write"),
      ("dbname", address ?? settings.address),
      ("client_encoding", "UTF8"),
    ]
    let made = PostgresConnection.connect(words)
    guard let made, PQstatus(made) == CONNECTION_OK else {
      let words = made.map { String(cString: PQerrorMessage($0)) } ?? "out of memory"
      PQfinish(made)
      throw PostgresFailure(state: "", message: words.trimmed)
    }
    handle = made
    warnings.follow(made)
    isPooled = settings.isPooled
    silenceSeconds = settings.silenceSeconds
    canceller = PostgresCanceller(made)
    if !isPooled {
      for text in settings.limits + PostgresSettings.signsOfLife { try plain("SET " + text) }
    }
    guard PQenterPipelineMode(handle) == 1 else { throw lost("") }
  }

  deinit { PQfinish(handle) }

  private static func connect(_ words: [(String, String)]) -> OpaquePointer? {
    var keys: [UnsafePointer<CChar>?] = words.map { UnsafePointer(strdup($0.0)) } + [nil]
    var values: [UnsafePointer<CChar>?] = words.map { UnsafePointer(strdup($0.1)) } + [nil]
    defer { for text in keys + values { free(UnsafeMutableRawPointer(mutating: text)) } }
    return PQconnectdbParams(&keys, &values, 1)
  }

  /// Runs one text outside of the pipeline, before it begins.
  private func plain(_ sql: String) throws {
    let result = PQexec(handle, sql)
    defer { PQclear(result) }
    guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw failure(result, sql) }
  }

  /// Asks the server, from any thread, to give up what this connection waits for.
  var cancel: @Sendable () -> Void {
    let canceller = canceller
    return { canceller.cancel() }
  }

  /// The version of the server, such as 150004.
  var serverVersion: Int32 { PQserverVersion(handle) }

  /// The file descriptor on which the server's words arrive.
  var socket: Int32 { PQsocket(handle) }

  /// Takes notices that have arrived; answers how many.
  func takeNotices() throws -> Int {
    guard PQconsumeInput(handle) == 1 else { throw lost("") }
    var count = 0
    while let notice = PQnotifies(handle) {
      PQfreemem(notice)
      count += 1
    }
    return count
  }

  // MARK: Sending

  func begin(isReading: Bool, _ settings: PostgresSettings) throws {
    try control(
      isReading
        ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN ISOLATION LEVEL READ COMMITTED"
    )
    if isPooled {
      for text in settings.limits { try control("SET LOCAL " + text) }
    }
  }

  /// Sends a statement of the store's own, whose outcome is settled later.
  func control(_ sql: Statement) throws { try send(sql, [], asksRows: false) }

  func control(_ sql: String) throws { try control(Statement(sql)) }

  private func send(_ statement: Statement, _ values: [SQLValue], asksRows: Bool) throws {
    let arguments = PostgresArguments(values)
    if sent.count >= PostgresConnection.sentMax { try awaitAnswers() }
    let prepared = prepared(statement)
    if prepared.isChange {
      changes += 1
      log?.append(WriteLog.Write(statement: statement, arguments: values))
    }
    guard prepared.text.count == values.count else {
      throw PostgresFailure(
        state: "42P02", message: "\(values.count) arguments were given", sql: statement.sql)
    }
    let isAccepted =
      isPooled || variants >= PostgresConnection.preparedMax
      ? sendOnce(prepared.text.sql, arguments)
      : sendPrepared(try variant(of: prepared, arguments.types), arguments)
    guard isAccepted else { throw lost(statement.sql) }
    sent.append(asksRows ? .query(sql: statement.sql) : .command(sql: statement.sql))
    if sent.count.isMultiple(of: PostgresConnection.flushEvery) { _ = PQflush(handle) }
  }

  private func prepared(_ statement: Statement) -> PostgresPrepared {
    if let prepared = known[statement] { return prepared }
    let made = PostgresPrepared(PostgresText(PostgresStore.dialect.fill(statement.sql)))
    known[statement] = made
    return made
  }

  /// The statement prepared for arguments of these types; sends its preparation where it is new.
  private func variant(of prepared: PostgresPrepared, _ types: [Oid]) throws -> PostgresVariant {
    if let variant = prepared.variant(for: types) { return variant }
    variants += 1
    let made = PostgresVariant(name: "b\(variants)", types: types)
    let isAccepted =
      PQsendPrepare(handle, made.name, prepared.text.sql, Int32(types.count), types) == 1
    guard isAccepted else { throw lost(prepared.text.sql) }
    prepared.variants.append(made)
    sent.append(.preparation(made, sql: prepared.text.sql))
    return made
  }

  private func sendPrepared(_ variant: PostgresVariant, _ arguments: PostgresArguments) -> Bool {
    arguments.withPointers { count, values, lengths, formats in
      PQsendQueryPrepared(handle, variant.name, count, values, lengths, formats, 1) == 1
    }
  }

  private func sendOnce(_ sql: String, _ arguments: PostgresArguments) -> Bool {
    let types = arguments.types
    return arguments.withPointers { count, values, lengths, formats in
      PQsendQueryParams(handle, sql, count, types, values, lengths, formats, 1) == 1
    }
  }

  // MARK: Settling

  /// Waits until everything sent is answered.
  /// - Throws: the first failure, after which the transaction is of no use.
  func awaitAnswers() throws { _ = try takeAll() }

  /// Takes the answers of everything sent; the last one's, where it is a query.
  private func takeAll() throws -> OpaquePointer? {
    guard !sent.isEmpty else { return nil }
    try askForAnswers()
    var answer: OpaquePointer?
    var first: PostgresFailure?
    for item in sent {
      do {
        guard let next = try take(item) else { continue }
        PQclear(answer)
        answer = next
      } catch let failure as PostgresFailure {
        first = first ?? failure
        if failure.state.isEmpty { break }
      }
    }
    sent.removeAll(keepingCapacity: true)
    guard let first else { return answer }
    PQclear(answer)
    hasFailed = true
    if !first.isLost { try recoverPipeline() }
    throw first
  }

  /// A pool of transactions passes no request for answers on, but the end of a series of
  /// statements, which within a transaction ends nothing else.
  private func askForAnswers() throws {
    if isPooled {
      guard PQpipelineSync(handle) == 1 else { throw lost("") }
      sent.append(.mark)
    } else if PQsendFlushRequest(handle) != 1 {
      throw lost("")
    }
    if PQflush(handle) < 0 { throw lost("") }
  }

  /// Reads one answer, and the end of it.
  private func take(_ item: Sent) throws -> OpaquePointer? {
    let sql =
      switch item {
      case .preparation(_, let sql), .command(let sql), .query(let sql): sql
      case .mark: ""
      }
    guard let result = try nextResult(sql) else { throw lost(sql) }
    if case .mark = item {
      defer { PQclear(result) }
      guard PQresultStatus(result) == PGRES_PIPELINE_SYNC else { throw failure(result, sql) }
      return nil
    }
    while let more = try nextResult(sql) { PQclear(more) }
    let status = PQresultStatus(result)
    guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else {
      defer { PQclear(result) }
      if case .preparation(let variant, _) = item { variant.isBroken = true }
      throw failure(result, sql)
    }
    return result
  }

  /// Waits for the server's next answer; nil where there is none.
  /// - Throws: where the server is silent for longer than any statement may last.
  private func nextResult(_ sql: String) throws -> OpaquePointer? {
    while PQisBusy(handle) == 1 {
      var wait = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      let ready = poll(&wait, 1, Int32(silenceSeconds) * 1_000)
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else {
        hasFailed = true
        throw PostgresFailure(
          state: "", message: "no answer within \(silenceSeconds) s", sql: sql)
      }
      if PQconsumeInput(handle) != 1 { break }
    }
    return PQgetResult(handle)
  }

  /// Leaves the state in which the server skips whatever comes.
  private func recoverPipeline() throws {
    guard PQpipelineSync(handle) == 1, PQflush(handle) >= 0 else { throw lost("") }
    while true {
      guard let result = try nextResult("") else {
        if PQstatus(handle) != CONNECTION_OK { throw lost("") }
        continue
      }
      let status = PQresultStatus(result)
      PQclear(result)
      if status == PGRES_PIPELINE_SYNC { break }
      if status == PGRES_FATAL_ERROR, PQstatus(handle) != CONNECTION_OK { throw lost("") }
    }
    for prepared in known.values { prepared.variants.removeAll(where: \.isBroken) }
  }

  /// Goes back to before the unit, or with nil before everything, after a failure.
  func rollBack(to savepoint: String? = nil) throws {
    // What was sent goes with everything else, whatever came of it.
    if !hasFailed { try? awaitAnswers() }
    hasFailed = false
    try control(savepoint.map { "ROLLBACK TO \($0)" } ?? "ROLLBACK")
    try awaitAnswers()
  }

  /// Ends a transaction that only read; what the server says to it is taken before the next.
  func endReading() throws {
    if hasFailed { return try rollBack() }
    try control("COMMIT")
    guard PQpipelineSync(handle) == 1, PQflush(handle) >= 0 else { throw lost("") }
    sent.append(.mark)
  }

  /// Ends the statements sent so far as one whole, and waits for their answers.
  func mark() throws {
    guard PQpipelineSync(handle) == 1 else { throw lost("") }
    sent.append(.mark)
    try awaitAnswers()
  }

  /// Tells every node that listens, once this transaction is committed.
  func notify() throws { try control("NOTIFY baodao") }

  private func lost(_ sql: String) -> PostgresFailure {
    hasFailed = true
    return PostgresFailure(
      state: "", message: String(cString: PQerrorMessage(handle)).trimmed, sql: sql)
  }

  private func failure(_ result: OpaquePointer?, _ sql: String) -> PostgresFailure {
    guard PQstatus(handle) == CONNECTION_OK || baodao_pq_state(result) != nil else {
      return lost(sql)
    }
    if PQresultStatus(result) == PGRES_PIPELINE_ABORTED {
      return PostgresFailure(state: "25P02", message: "an earlier statement failed", sql: sql)
    }
    func text(_ pointer: UnsafePointer<CChar>?) -> String {
      pointer.map { String(cString: $0) } ?? ""
    }
    return PostgresFailure(
      state: text(baodao_pq_state(result)), message: text(baodao_pq_message(result)),
      constraint: text(baodao_pq_constraint(result)), sql: sql)
  }
}

extension PostgresConnection: Writing {
  func rows(_ statement: Statement, _ arguments: [SQLValue]) throws -> [Row] {
    try send(statement, arguments, asksRows: true)
    guard let result = try takeAll() else { return [] }
    defer { PQclear(result) }
    let answer = PostgresAnswer(result)
    rowsGiven += answer.count
    return try (0..<answer.count).map { try answer.row($0, statement.sql) }
  }

  func run(_ statement: Statement, _ arguments: [SQLValue]) throws {
    try send(statement, arguments, asksRows: false)
  }

  func change(_ statement: Statement, _ arguments: [SQLValue]) throws -> Int {
    try send(statement, arguments, asksRows: true)
    guard let result = try takeAll() else { return 0 }
    defer { PQclear(result) }
    return Int(String(cString: PQcmdTuples(result))) ?? 0
  }

  /// Through a cursor, so that a long query needs little memory here and others may be asked inside
  /// its loop.
  func forEachRow(
    _ statement: Statement, _ arguments: [SQLValue], _ body: (Row) throws -> Bool
  ) throws {
    cursors += 1
    let name = "c\(cursors)"
    let query = Statement("DECLARE \(name) NO SCROLL CURSOR FOR " + statement.sql)
    try sendOnce(query, arguments)
    defer { cursors -= 1 }
    let fetch = Statement("FETCH \(PostgresConnection.fetchRows) FROM \(name)")
    while true {
      try sendOnce(fetch, [])
      guard let result = try takeAll() else { break }
      defer { PQclear(result) }
      let answer = PostgresAnswer(result)
      rowsGiven += answer.count
      var goesOn = answer.count == PostgresConnection.fetchRows
      do {
        for index in 0..<answer.count where try !body(answer.row(index, statement.sql)) {
          goesOn = false
          break
        }
      } catch {
        if !hasFailed { try sendOnce(Statement("CLOSE \(name)"), []) }
        throw error
      }
      if !goesOn { break }
    }
    try sendOnce(Statement("CLOSE \(name)"), [])
  }

  private func sendOnce(_ statement: Statement, _ values: [SQLValue]) throws {
    let text = PostgresText(PostgresStore.dialect.fill(statement.sql))
    guard text.count == values.count else {
      throw PostgresFailure(
        state: "42P02", message: "\(values.count) arguments were given", sql: statement.sql)
    }
    let arguments = PostgresArguments(values)
    if sent.count >= PostgresConnection.sentMax { try awaitAnswers() }
    guard sendOnce(text.sql, arguments) else { throw lost(statement.sql) }
    sent.append(.query(sql: statement.sql))
  }
}
