/// Where a page in a browser comes from: `https://city.example`, or `*` for everywhere.
public struct WebOrigin: Hashable, Sendable, LosslessStringConvertible {
  public let description: String

  public init?(_ text: String) {
    if text == "*" {
      description = text
      return
    }
    let scheme = ["https://", "http://"].first { text.hasPrefix($0) }
    guard let scheme, text.utf8.count <= 260 else { return nil }
    let host = text.dropFirst(scheme.count)
    let isPlain = host.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || ".-:[]".utf8.contains(byte)
    }
    guard !host.isEmpty, isPlain else { return nil }
    description = text
  }

  public static let everywhere = "*"

  public var isSecure: Bool { description.hasPrefix("https://") }
}
