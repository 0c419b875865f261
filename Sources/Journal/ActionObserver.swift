/// Is told of every action that was tried, for whoever counts them.
public protocol ActionObserver: Sendable {
  /// - Parameters:
  ///   - action: its declared name.
  ///   - result: `done`, `repeated`, the code of the problem, or `failed`.
  func performed(_ action: String, _ result: String)
}
