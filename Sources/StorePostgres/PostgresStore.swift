import Kernel
public import Store
import Synchronization

/// A store in a PostgreSQL database, for any number of nodes at once.
///
/// Units of work of all nodes take turns, so that the journal's positions have no gaps and whoever
/// has seen one has seen all before it.
public final class PostgresStore: Store {
  static let dialect = Dialect(
    name: "postgresql", strictTable: "", clusteredTable: "", bytes: "BYTEA", integer: "BIGINT",
    absentFirst: " NULLS FIRST")

  public var dialect: Dialect { PostgresStore.dialect }

  public let settings: PostgresSettings
  let session: PostgresSession?
  private let writer: PostgresWriter?
  private let readers: PostgresReaders
  private let listener: PostgresListener

  /// Connects, and sets the database up where it is empty.
  /// - Parameters:
  ///   - incarnation: names this start of the node, unlike any other start; nil for a store that is
  ///     only read.
  /// - Throws: `Problem` where the database is not to be reached, another program's, or unfit.
  public convenience init(_ settings: PostgresSettings, incarnation: String?) throws {
    try self.init(settings, incarnation: incarnation, waitingMax: PostgresWriter.waitingMax)
  }

  init(_ settings: PostgresSettings, incarnation: String?, waitingMax: Int) throws {
    self.settings = settings
    do {
      if let incarnation {
        let session = PostgresSession(settings, incarnation: incarnation)
        try session.open()
        self.session = session
        writer = PostgresWriter(settings, session, waitingMax: waitingMax)
      } else {
        try PostgresSchema.prepare(
          PostgresConnection(settings, isReadOnly: true), settings, readOnly: true)
        session = nil
        writer = nil
      }
    } catch let failure as PostgresFailure where failure.isLost {
      throw Problem(.postgresAway, ["found": failure.message])
    }
    readers = PostgresReaders(settings, isReadOnly: incarnation == nil)
    listener = PostgresListener(settings, session)
  }

  deinit { listener.end() }

  public var isShared: Bool { true }

  public var node: Int { session?.node ?? 0 }

  /// Begins, or with nil ends, the recording of what is written, for a benchmark.
  public func record(into log: WriteLog?) { writer?.log.withLock { $0 = log } }

  public var commitCounts: (units: Int, commits: Int) { (load.units, load.commits) }

  public var load: CommitLoad {
    writer?.load ?? CommitLoad(waiting: 0, units: 0, commits: 0)
  }

  public func observe(_ observer: (any CommitObserver)?) {
    writer?.observer.withLock { $0 = observer }
  }

  public func listen(_ listener: (@Sendable () -> Void)?) { self.listener.listen(listener) }

  public func read<Answer: Sendable>(
    _ body: @escaping @Sendable (any Reading) throws -> Answer
  ) async throws -> Answer {
    try await readers.read(body)
  }

  public func submit<Answer: Sendable>(
    _ body: @escaping @Sendable (any Writing) throws -> Answer,
    completion: @escaping @Sendable (Result<Answer, any Error>) -> Void
  ) {
    guard let writer else {
      return completion(
        .failure(Problem(.storeReadOnly, ["reason": "opened for reading"])))
    }
    let box = AnswerBox<Answer>()
    let unit = PostgresWriter.Unit(
      run: { connection in box.put(try body(connection)) },
      finish: { failure in
        if let failure {
          completion(.failure(failure))
        } else if let made = box.take() {
          completion(.success(made))
        }
      })
    if !writer.append(unit) { completion(.failure(Problem(.storeBusy))) }
  }

  public func backup(to path: String) async throws { throw Problem(.storeNoFile) }

  public func close() async throws {
    listener.end()
    await writer?.close()
    readers.close()
  }
}
