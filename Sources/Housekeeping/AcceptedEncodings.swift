/// What an `Accept-Encoding` header lets an answer be written in (RFC 9110, 12.5.3).
public enum AcceptedEncodings {
  /// Whether gzip is taken and not less liked than the plain text.
  public static func takeGzip(_ header: String) -> Bool {
    var weights: [Substring: Double] = [:]
    for member in header.lowercased().prefix(1_024).split(separator: ",") {
      let parts = member.split(separator: ";").map { $0.trimmed }
      guard let name = parts.first else { continue }
      let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.map { $0.dropFirst(2) }
      weights[name] = quality.map { Double($0) ?? 0 } ?? 1
    }
    guard let gzip = weights["gzip"] ?? weights["x-gzip"] ?? weights["*"], gzip > 0 else {
      return false
    }
    return gzip >= weights["identity"] ?? 0
  }
}

extension StringProtocol where SubSequence == Substring {
  var trimmed: Substring {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
