public import Kernel

/// Who asks, as their session or their key tells: looked up anew for each request, so that what
/// was taken away is gone at once.
public struct Visitor: Sendable {
  /// What the visitor showed.
  public enum Way: Sendable, Hashable {
    /// A browser's session, by the digest of its token.
    case session([UInt8])
    /// The key of a program.
    case key(Int64)
  }

  public let actor: Actor
  public let way: Way
  /// The person's account; nil for a key of a post.
  public let account: Int64?
  /// When the session or the key was last noted as used; nil for never.
  let notedAt: Instant?

  /// The digest of the session's token; nil for a key.
  public var session: [UInt8]? {
    if case .session(let digest) = way { return digest }
    return nil
  }
}
