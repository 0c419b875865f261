/// A path of this server that a person may be led to on somebody's word.
enum LocalPath {
  static let bytesMax = 2_000

  /// The path, with its query; nil for anything that a browser could take for another site, and for
  /// the pages of signing in themselves.
  static func accepted(_ text: String?) -> String? {
    guard let text, text.hasPrefix("/"), text.utf8.count <= bytesMax else { return nil }
    let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
    guard isPlain, !text.hasPrefix("//") else { return nil }
    let path = text.prefix { $0 != "?" && $0 != "#" }
    let own = ["/sign-in", "/sign-out", "/way-in", "/settings"]
    return own.contains { path == $0 || path.hasPrefix($0 + "/") } ? nil : text
  }

  /// A text as the value of a query's parameter (RFC 3986).
  static func escaped(_ text: String) -> String {
    let letters = Array("0123456789ABCDEF")
    var result = ""
    for byte in text.utf8 {
      let isPlain =
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || "-._~/".utf8.contains(byte)
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += "%" + String(letters[Int(byte >> 4)]) + String(letters[Int(byte & 15)])
      }
    }
    return result
  }
}
