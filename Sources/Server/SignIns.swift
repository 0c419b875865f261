public import Kernel

/// Who may read: secrets that were made when the server started, one for each way in.
public struct SignIns: Sendable {
  let actors: [String: Actor]

  public init(_ actors: [String: Actor]) { self.actors = actors }

  /// The actor of a secret; nil for none.
  func actor(_ secret: String?) -> Actor? { secret.flatMap { actors[$0] } }
}
