/// The name of one thing of the kind `Subject`: 63 bits, ordered by the time it was drawn.
///
/// Bits from the top: 42 for milliseconds since 2020-01-01 UTC, 8 for the node, 13 for a running
/// number.
public struct Identifier<Subject>: Hashable, Comparable, Sendable {
  public let rawValue: Int64

  public init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// Thirteen characters of Crockford's base 32, whose order is the identifiers' order.
  public var text: String {
    var letters = [UInt8](repeating: 48, count: 13)
    var rest = UInt64(bitPattern: rawValue)
    for index in stride(from: 12, through: 0, by: -1) {
      letters[index] = crockfordLetters[Int(rest & 31)]
      rest >>= 5
    }
    return String(decoding: letters, as: UTF8.self)
  }

  /// Reads thirteen letters as `text` writes them, in either case; nil for anything else.
  public init?(_ text: String) {
    guard text.utf8.count == 13 else { return nil }
    var value: UInt64 = 0
    for (index, letter) in text.utf8.enumerated() {
      // Byte by byte: `uppercased()` would make letters out of other scripts' ligatures.
      let upper = (97...122).contains(letter) ? letter - 32 : letter
      guard let digit = crockfordLetters.firstIndex(of: upper) else { return nil }
      if index == 0 && digit > 7 { return nil }
      value = value << 5 | UInt64(digit)
    }
    self.init(rawValue: Int64(value))
  }
}

private let crockfordLetters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

/// Draws identifiers in rising order. One source belongs to one writer of one node.
public struct IdentifierSource: Sendable {
  private var last: Int64
  private let node: Int64

  /// 2020-01-01T00:00:00Z.
  public static let epochMilliseconds: Int64 = 1_577_836_800_000

  /// - Parameters:
  ///   - node: 0 to 255, different for each writer that is at work at the same time.
  ///   - after: the newest identifier known to be in use; the source stays above it.
  public init(node: Int, after: Int64 = 0) {
    precondition((0...255).contains(node))
    self.node = Int64(node)
    last = after
  }

  /// The next identifier, not before the moment `clock` and always above every one drawn before.
  /// When more than 8 192 are drawn in one millisecond the running number carries into the next.
  public mutating func next<Subject>(_ clock: Instant) -> Identifier<Subject> {
    let moment = max(0, clock.milliseconds - IdentifierSource.epochMilliseconds)
    let base = moment << 21 | node << 13
    if base > last {
      last = base
    } else if last & 0x1FFF == 0x1FFF {
      last = (last >> 21 + 1) << 21 | node << 13
    } else {
      last += 1
    }
    return Identifier(rawValue: last)
  }
}
