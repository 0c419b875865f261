import CPostgres

/// Counts a server's warnings. One kind comes with a commit that the server did at home alone: the
/// other server, whose word it was to wait for (`synchronous_standby_names`), has not got it.
// Safe because libpq calls back on the thread that reads from the connection, and that is one.
final class PostgresWarnings: @unchecked Sendable {
  fileprivate(set) var count = 0

  /// Counts what comes on a connection, which must not outlive this.
  func follow(_ connection: OpaquePointer) {
    PQsetNoticeReceiver(
      connection,
      { context, notice in
        guard let context, let severity = baodao_pq_severity(notice) else { return }
        guard String(cString: severity) == "WARNING" else { return }
        Unmanaged<PostgresWarnings>.fromOpaque(context).takeUnretainedValue().count += 1
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}

extension PostgresConnection {
  /// Ends a transaction that wrote, and waits until it is durable, also on the servers whose word
  /// the leading one waits for.
  /// - Throws: where that is not certain; the connection then counts as lost, so that the outcome
  ///   is looked up in a transaction of its own, which waits for those servers again.
  func commit() throws {
    try settle()
    let before = warnings.count
    try control("COMMIT")
    try mark()
    guard warnings.count == before else {
      throw PostgresFailure(
        state: "", message: "no other server has confirmed what was committed", sql: "COMMIT")
    }
  }
}
