/// Is told of every commit, on the writer's own thread, so that it must be quick.
public protocol CommitObserver: Sendable {
  func commitBegins()
  /// - Parameters:
  ///   - units: of work that were tried together.
  ///   - isDurable: whether the commit itself came about.
  func commitEnded(units: Int, isDurable: Bool)
}

/// How busy a store's one writer is.
public struct CommitLoad: Hashable, Sendable {
  /// Units of work that wait.
  public let waiting: Int
  /// Units made durable since the store was opened.
  public let units: Int
  public let commits: Int

  public init(waiting: Int, units: Int, commits: Int) {
    self.waiting = waiting
    self.units = units
    self.commits = commits
  }
}
