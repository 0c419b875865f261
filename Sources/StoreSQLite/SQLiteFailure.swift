import class GRDB.Database
import struct GRDB.DatabaseError
import GRDBSQLite
import Glibc
public import Kernel
public import Store

/// What SQLite refused: its code, its words and the statement.
public struct SQLiteFailure: Error, Hashable, Sendable, CustomStringConvertible, PlainFailure {
  /// SQLite's result code, such as 13 for a full disk.
  public let code: Int32
  public let message: String
  public let sql: String
  /// The system's error number behind it, such as 5 for a failed disk; 0 where there is none.
  public let systemCode: Int32

  init(code: Int32, message: String, sql: String, systemCode: Int32 = 0) {
    (self.code, self.message, self.sql, self.systemCode) = (code, message, sql, systemCode)
  }

  /// What the library around SQLite answered.
  init(_ error: DatabaseError) {
    self.init(
      code: error.extendedResultCode.rawValue,
      message: error.message ?? "\(error.extendedResultCode)", sql: error.sql ?? "")
  }

  public var description: String {
    "SQLite error \(code): \(message)" + (systemCode == 0 ? "" : " (\(systemWords))")
      + (sql.isEmpty ? "" : " in: \(sql.prefix(200))")
  }

  private var systemWords: String { String(cString: strerror(systemCode)) }

  /// What went wrong, for a log and for whoever repairs it.
  private var reason: String {
    systemCode == 0 ? message : "\(message): \(systemWords)"
  }

  /// The machine's faults are told as such; what is left is the program's own.
  public var problem: Problem? {
    if [ENOSPC, EDQUOT, EFBIG].contains(systemCode) { return Problem(.storeFull) }
    if systemCode == EROFS { return Problem(.storeReadOnly, ["reason": reason]) }
    // The low byte is the code proper; what stands above it says more.
    switch code & 0xFF {
    case SQLITE_FULL: return Problem(.storeFull)
    case SQLITE_READONLY, SQLITE_PERM: return Problem(.storeReadOnly, ["reason": reason])
    case SQLITE_CORRUPT, SQLITE_NOTADB: return Problem(.storeDamaged, ["reason": reason])
    case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_NOLFS:
      return Problem(.storeDisk, ["reason": reason])
    case SQLITE_BUSY, SQLITE_LOCKED: return Problem(.storeBusy)
    default: return nil
    }
  }
}
