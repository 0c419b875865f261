import Kernel

/// What may stand as the address of a receiver. Where its name leads is looked at when it is
/// connected to: names change.
enum WebhookAddress {
  /// Refuses anything but a plain address: no user, no fragment, no character that two readers
  /// could read in two ways.
  static func check(_ url: String, _ policy: WebhookPolicy) throws(Problem) {
    guard isSound(url, policy) else {
      throw Problem(
        .webhookURL, field: "/url",
        [
          "url": String(url.prefix(80)),
          "expected": policy.allowsPlain ? "https:// / http://" : "https://",
        ])
    }
  }

  private static func isSound(_ url: String, _ policy: WebhookPolicy) -> Bool {
    let bytes = url.utf8
    guard bytes.count <= WebhookLimits.urlMax,
      bytes.allSatisfy({ (0x21...0x7E).contains($0) && !#"\"<>^`{|}"#.utf8.contains($0) }),
      !url.contains("#")
    else { return false }
    let schemes = policy.allowsPlain ? ["https://", "http://"] : ["https://"]
    guard let scheme = schemes.first(where: { url.hasPrefix($0) }) else { return false }
    let authority = url.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" }
    guard !authority.contains("@"), !authority.contains("%") else { return false }
    return isHostAndPort(authority)
  }

  private static func isHostAndPort(_ authority: Substring) -> Bool {
    var host = authority
    var port: Substring?
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { return false }
      host = authority[authority.index(after: authority.startIndex)..<end]
      let rest = authority[authority.index(after: end)...]
      guard rest.isEmpty || rest.hasPrefix(":") else { return false }
      port = rest.isEmpty ? nil : rest.dropFirst()
      guard host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else { return false }
    } else {
      if let colon = authority.firstIndex(of: ":") {
        host = authority[..<colon]
        port = authority[authority.index(after: colon)...]
      }
      guard host.allSatisfy({ $0.isLetter || $0.isNumber || "-._".contains($0) }) else {
        return false
      }
    }
    if let port {
      guard port.count <= 5, port.allSatisfy(\.isNumber), let number = Int(port),
        (1...65_535).contains(number)
      else { return false }
    }
    return (1...253).contains(host.count)
  }
}
