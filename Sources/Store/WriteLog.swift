import Synchronization

/// The statements that a store wrote, commit by commit, so that a benchmark can write the same rows
/// in the same batches again with nothing but the database around them.
public final class WriteLog: Sendable {
  /// One statement with its arguments.
  public struct Write: Sendable {
    public let statement: Statement
    public let arguments: [SQLValue]

    public init(statement: Statement, arguments: [SQLValue]) {
      self.statement = statement
      self.arguments = arguments
    }
  }

  private let batches = Mutex<[[Write]]>([])

  public init() {}

  public func append(_ batch: [Write]) { batches.withLock { $0.append(batch) } }

  /// What was written since the last time, one list for each commit.
  public func take() -> [[Write]] {
    batches.withLock { batches in
      defer { batches = [] }
      return batches
    }
  }
}
