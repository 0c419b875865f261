import Cryptography

/// A secret of 256 bits that was drawn for one session, one way in or one key. Only its digest is
/// kept.
public struct Token: Sendable {
  /// Bytes of a token.
  public static let length = 32

  /// As it is shown, once: letters that may stand in an address.
  public let text: String

  /// - Parameter bytes: drawn at random.
  public init(_ bytes: [UInt8]) { text = Base64.text(bytes, isSafe: true) }

  /// What somebody shows as a token.
  public init(shown text: String) { self.text = text }

  /// What is kept of it.
  public var digest: [UInt8] { Digest.sha256(Array(text.utf8)) }

  /// The key of the forms of a session's pages, which no other site can know.
  public var formKey: FormKey {
    FormKey(bytes: Digest.hmac(Array("form".utf8), key: Array(text.utf8)))
  }
}
