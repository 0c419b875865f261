/// Base 64 without padding (RFC 4648, section 3.2).
public enum Base64: Sendable {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let safeLetters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// - Parameter isSafe: whether the text may stand in an address (section 5).
  public static func text(_ bytes: [UInt8], isSafe: Bool = false) -> String {
    let letters = isSafe ? safeLetters : letters
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let bits = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
      for place in 0...part.count { text.append(letters[bits >> (18 - 6 * place) & 63]) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of a text; nil where it is not written as `text` writes it.
  public static func bytes(_ text: some StringProtocol, isSafe: Bool = false) -> [UInt8]? {
    let letters = isSafe ? safeLetters : letters
    var bytes: [UInt8] = []
    var (bits, count) = (0, 0)
    for letter in text.utf8 {
      guard let value = letters.firstIndex(of: letter) else { return nil }
      bits = (bits << 6 | value) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> count))
      }
    }
    return Base64.text(bytes, isSafe: isSafe) == String(text) ? bytes : nil
  }
}
