import Kernel
import Store

/// What answers questions to a PostgreSQL store: opens connections, and asks again where one broke.
struct PostgresReaders: Sendable {
  private typealias Lanes = ReaderLanes<PostgresConnection>

  private let lanes: Lanes

  init(_ settings: PostgresSettings, isReadOnly: Bool) {
    let asker = Asker(settings: settings, isReadOnly: isReadOnly)
    lanes = Lanes(most: settings.readers, label: "baodao.postgres.reader") {
      asker.answer($0, $1)
    }
  }

  func read<Answer: Sendable>(
    _ body: @escaping @Sendable (any Reading) throws -> Answer
  ) async throws -> Answer {
    try await lanes.read(body)
  }

  /// Lets go of the connections that nobody uses.
  func close() { lanes.close() }

  private struct Asker: Sendable {
    let settings: PostgresSettings
    let isReadOnly: Bool

    /// Answers the question's failure. Where the way to the database broke before the first row,
    /// the question is asked again.
    func answer(_ job: Lanes.Job, _ lane: Lanes.Lane) -> (any Error)? {
      var patience = Patience(seconds: settings.patienceSeconds)
      while true {
        if job.isUnwanted { return CancellationError() }
        var given = 0
        do {
          let connection = try connection(of: lane)
          given = connection.rowsGiven
          try ask(job, connection)
          return nil
        } catch let failure as PostgresFailure where failure.isPassing {
          let isFresh = lane.connection.map { $0.rowsGiven == given } ?? true
          lane.connection = nil
          guard isFresh, patience.wait() else {
            return failure.isLost ? Problem(.postgresAway, ["found": failure.message]) : failure
          }
        } catch {
          return error
        }
      }
    }

    private func connection(of lane: Lanes.Lane) throws -> PostgresConnection {
      if let connection = lane.connection { return connection }
      let made = try PostgresConnection(settings, isReadOnly: isReadOnly)
      lane.connection = made
      return made
    }

    private func ask(_ job: Lanes.Job, _ connection: PostgresConnection) throws {
      try connection.begin(isReading: true, settings)
      do {
        try job.ask(connection, cancel: connection.cancel)
      } catch {
        let isLost = (error as? PostgresFailure)?.isLost ?? false
        if !isLost { try connection.endReading() }
        throw error
      }
      try connection.endReading()
    }
  }
}
