import GRDBSQLite

/// One compiled statement of one connection.
final class PreparedStatement {
  let pointer: OpaquePointer
  /// Whether somebody is stepping through its rows.
  var isBusy = true

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit {
    sqlite3_finalize(pointer)
  }

  /// Ends the caller's use of it.
  func giveBack() {
    sqlite3_reset(pointer)
    sqlite3_clear_bindings(pointer)
    isBusy = false
  }
}
