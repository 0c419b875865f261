import Cryptography

/// What ties the forms of a session's pages to the session.
///
/// A page shows it under a mask that is new each time: pages are compressed, and from the lengths
/// of many pages a text that stays the same could be guessed letter by letter.
public struct FormKey: Sendable {
  let bytes: [UInt8]

  /// The token for one page.
  /// - Parameter mask: as many random bytes as a token has.
  public func token(mask: [UInt8]) -> String {
    Base64.text(mask + zip(bytes, mask).map { $0 ^ $1 }, isSafe: true)
  }

  /// Whether a token was made of this key.
  public func made(_ token: String) -> Bool {
    let shown = Base64.bytes(token, isSafe: true) ?? []
    guard shown.count == 2 * bytes.count else { return false }
    let (mask, rest) = (shown.prefix(bytes.count), shown.suffix(bytes.count))
    return Digest.isSame(zip(mask, rest).map { $0 ^ $1 }, bytes)
  }
}
