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
