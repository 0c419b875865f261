import CSQLiteSettings
import class GRDB.Database
import GRDBSQLite
import Kernel
import Store

/// A connection's prepared statements, run through SQLite's own interface: binding and stepping
/// without a dictionary, an array or a row object of a library between the engine and the database.
///
/// It lives as long as the connection it was made for.
// Safe because it is used only from the queue of the connection it was made for.
final class SQLiteConnection: @unchecked Sendable {
  private let handle: OpaquePointer
  /// What is being written, while a benchmark listens.
  var log: [WriteLog.Write]?
  private var prepared: [Statement: PreparedStatement] = [:]
  private let texts = TextArena()
  /// Statements that are being bound or stepped through.
  private var busy = 0
  /// What is added to counters in this commit.
  var sums = CommitSums()

  /// Most statements kept; the program has far fewer distinct texts.
  static let preparedMax = 512

  init(_ database: Database) throws {
    guard let handle = database.sqliteConnection else {
      throw SQLiteFailure(code: SQLITE_MISUSE, message: "the connection is closed", sql: "")
    }
    self.handle = handle
  }

  /// Ends the statement that is run, from another thread.
  @Sendable func interrupt() { sqlite3_interrupt(handle) }

  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Lets go of the statements that are not being stepped through.
  func finalize() {
    prepared = prepared.filter(\.value.isBusy)
  }

  /// A statement for the caller to step through alone until it gives it back: a query may be run
  /// again, and any number of others, inside the loop over its own rows.
  private func take(_ statement: Statement) throws -> PreparedStatement {
    let taken = try find(statement)
    busy += 1
    return taken
  }

  private func giveBack(_ statement: PreparedStatement) {
    statement.giveBack()
    busy -= 1
  }

  private func find(_ statement: Statement) throws -> PreparedStatement {
    if let known = prepared[statement] {
      if known.isBusy { return try prepare(statement) }
      known.isBusy = true
      return known
    }
    if prepared.count >= SQLiteConnection.preparedMax { finalize() }
    let made = try prepare(statement)
    prepared[statement] = made
    return made
  }

  private func prepare(_ statement: Statement) throws -> PreparedStatement {
    var made: OpaquePointer?
    let (code, rest) = SQLiteStore.dialect.fill(statement.sql).withCString { sql in
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v3(
        handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &made, &tail)
      return (code, tail.map { String(cString: $0) } ?? "")
    }
    guard code == SQLITE_OK, let made else { throw failure(code, statement) }
    let result = PreparedStatement(made)
    guard rest.allSatisfy({ $0.isWhitespace || $0 == ";" }) else {
      throw SQLiteFailure(
        code: SQLITE_MISUSE, message: "a second statement follows the first", sql: statement.sql)
    }
    return result
  }

  private func failure(_ code: Int32, _ statement: Statement) -> SQLiteFailure {
    var systemCode: Int32 = 0
    if code & 0xFF == SQLITE_IOERR {
      systemCode = sqlite3_system_errno(handle)
      if systemCode == 0 { systemCode = baodao_sqlite_log_error(handle) }
    }
    return SQLiteFailure(
      code: code, message: String(cString: sqlite3_errmsg(handle)), sql: statement.sql,
      systemCode: systemCode)
  }

  private func bind(_ arguments: [SQLValue], to pointer: OpaquePointer, _ statement: Statement)
    throws
  {
    guard sqlite3_bind_parameter_count(pointer) == arguments.count else {
      throw SQLiteFailure(
        code: SQLITE_RANGE, message: "\(arguments.count) arguments were given", sql: statement.sql)
    }
    // What is bound lives until the statement is given back; statements may be nested, and the
    // outermost one begins again.
    if busy == 1 { texts.begin() }
    var position: Int32 = 0
    for argument in arguments {
      position += 1
      let code: Int32
      switch argument {
      case .null: code = sqlite3_bind_null(pointer, position)
      case .integer(let value): code = sqlite3_bind_int64(pointer, position, value)
      case .real(let value): code = sqlite3_bind_double(pointer, position, value)
      case .text(let value): code = bind(value, to: pointer, position)
      case .blob(let value):
        code = value.withUnsafeBytes {
          $0.isEmpty
            ? sqlite3_bind_zeroblob(pointer, position, 0)
            : sqlite3_bind_blob(pointer, position, $0.baseAddress, Int32($0.count), transient)
        }
      }
      guard code == SQLITE_OK else { throw failure(code, statement) }
    }
  }

  /// The copy lives until the statement is given back, which takes away its bindings.
  private func bind(_ text: String, to pointer: OpaquePointer, _ position: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { bytes in
      if let copy = texts.copy(bytes) {
        return sqlite3_bind_text(pointer, position, copy, Int32(bytes.count), nil)
      }
      return bytes.withMemoryRebound(to: CChar.self) {
        sqlite3_bind_text(pointer, position, $0.baseAddress, Int32($0.count), transient)
      }
    }
  }

  private func note(_ pointer: OpaquePointer, _ statement: Statement, _ arguments: [SQLValue]) {
    if log != nil, sqlite3_stmt_readonly(pointer) == 0 {
      log?.append(WriteLog.Write(statement: statement, arguments: arguments))
    }
  }

  private func value(_ pointer: OpaquePointer, _ column: Int32) -> SQLValue {
    switch sqlite3_column_type(pointer, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(pointer, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(pointer, column))
    case SQLITE_TEXT:
      let count = Int(sqlite3_column_bytes(pointer, column))
      guard let bytes = sqlite3_column_text(pointer, column) else { return .text("") }
      return .text(String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self))
    case SQLITE_BLOB:
      let count = Int(sqlite3_column_bytes(pointer, column))
      guard let bytes = sqlite3_column_blob(pointer, column) else { return .blob([]) }
      return .blob(Array(UnsafeRawBufferPointer(start: bytes, count: count)))
    default: return .null
    }
  }

  /// SQLite's constant that makes it copy what is bound.
  private var transient: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }
}

extension SQLiteConnection: Writing {
  func forEachRow(
    _ statement: Statement, _ arguments: [SQLValue], _ body: (Row) throws -> Bool
  ) throws {
    let prepared = try take(statement)
    defer { giveBack(prepared) }
    let pointer = prepared.pointer
    try bind(arguments, to: pointer, statement)
    note(pointer, statement, arguments)
    let columns = sqlite3_column_count(pointer)
    while true {
      let code = sqlite3_step(pointer)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw failure(code, statement) }
      var values: [SQLValue] = []
      values.reserveCapacity(Int(columns))
      for column in 0..<columns { values.append(value(pointer, column)) }
      guard try body(Row(values)) else { return }
    }
  }

  func rows(_ statement: Statement, _ arguments: [SQLValue]) throws -> [Row] {
    var rows: [Row] = []
    try forEachRow(statement, arguments) {
      rows.append($0)
      return true
    }
    return rows
  }

  func run(_ statement: Statement, _ arguments: [SQLValue]) throws {
    _ = try change(statement, arguments)
  }

  func change(_ statement: Statement, _ arguments: [SQLValue]) throws -> Int {
    let prepared = try take(statement)
    defer { giveBack(prepared) }
    let pointer = prepared.pointer
    try bind(arguments, to: pointer, statement)
    note(pointer, statement, arguments)
    while true {
      let code = sqlite3_step(pointer)
      if code == SQLITE_DONE { return Int(sqlite3_changes(handle)) }
      guard code == SQLITE_ROW else { throw failure(code, statement) }
    }
  }
}

extension SQLiteConnection {
  func add(_ number: Int64, to key: [SQLValue], _ statement: Statement) throws {
    try sums.add(number, to: key, statement, run)
  }

  func settle() throws { try sums.settle(run) }
}
