import HTTPTypes
import Settings

/// Who asks, seen through the proxies in front of the server.
///
/// Each proxy adds the address that it sees to the end of `X-Forwarded-For` or `Forwarded`, so that
/// the list is read from its end for as long as trusted proxies wrote it; what a client put before
/// that is not believed.
struct ClientAddress: Sendable, Hashable {
  /// Nil where it cannot be told: there is no socket, or a proxy hides it.
  let address: NetworkAddress?
  /// Whether somebody forwarded the request whom nobody has declared a trusted proxy.
  let isThroughStranger: Bool

  /// Most members of the list that are read.
  static let hopsMax = 20

  init(_ peer: NetworkAddress?, _ headers: HTTPFields, trusting proxies: [AddressRange]) {
    func isTrusted(_ address: NetworkAddress) -> Bool {
      proxies.contains { $0.contains(address) }
    }
    let hops = ClientAddress.hops(headers)
    guard let peer, isTrusted(peer) else {
      address = peer
      isThroughStranger = !hops.isEmpty
      return
    }
    isThroughStranger = false
    var seen: NetworkAddress? = peer
    for hop in hops.reversed() {
      seen = hop
      guard let hop, isTrusted(hop) else { break }
    }
    address = seen
  }

  /// What the headers list, nearest last; nil for what is no address.
  private static func hops(_ headers: HTTPFields) -> [NetworkAddress?] {
    let forwarded = headers[values: .forwarded].joined(separator: ",")
    let members =
      forwarded.isEmpty
      ? headers[values: .xForwardedFor].joined(separator: ",").split(separator: ",").map(
        String.init)
      : forwarded.split(separator: ",").compactMap(forwardedFor)
    return members.suffix(hopsMax).map { NetworkAddress(bare($0)) }
  }

  /// The value of `for=` in one member of `Forwarded` (RFC 7239).
  private static func forwardedFor(_ member: Substring) -> String? {
    member.split(separator: ";").map { String($0.filter { $0 != " " && $0 != "\"" }) }
      .first { $0.lowercased().hasPrefix("for=") }.map { String($0.dropFirst(4)) } ?? ""
  }

  /// An address without brackets, port and spaces.
  private static func bare(_ text: String) -> String {
    let text = text.filter { $0 != " " && $0 != "\t" }
    if text.hasPrefix("[") { return String(text.dropFirst().prefix { $0 != "]" }) }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2 ? String(parts[0]) : text
  }

  /// Under what the client's requests are counted.
  var key: String { "address:" + (address?.household.description ?? "?") }
}

extension HTTPField.Name {
  static let forwarded = HTTPField.Name("Forwarded")!
  static let xForwardedFor = HTTPField.Name("X-Forwarded-For")!
  static let xRequestID = HTTPField.Name("X-Request-Id")!
  static let rateLimitLimit = HTTPField.Name("RateLimit-Limit")!
  static let rateLimitRemaining = HTTPField.Name("RateLimit-Remaining")!
  static let rateLimitReset = HTTPField.Name("RateLimit-Reset")!
  static let matterCode = HTTPField.Name("Matter-Code")!
  static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
  static let xFrameOptions = HTTPField.Name("X-Frame-Options")!
  static let openerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")!
  static let permissionsPolicy = HTTPField.Name("Permissions-Policy")!
}
