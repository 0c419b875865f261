/// A set of code points: what a class of a pattern matches.
struct ScalarSet: Sendable {
  var ranges: [ClosedRange<UInt32>] = []
  var categories: [Category] = []
  var isNegated = false
  var ignoresCase = false

  /// A class by Unicode property, or its complement.
  struct Category: Sendable {
    let contains: @Sendable (Unicode.Scalar) -> Bool
    let isNegated: Bool
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    var found = holds(scalar)
    if !found, ignoresCase {
      found = ScalarSet.otherCases(scalar).contains(where: holds)
    }
    return found != isNegated
  }

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    for range in ranges where range.contains(scalar.value) { return true }
    for category in categories where category.contains(scalar) != category.isNegated {
      return true
    }
    return false
  }

  /// The single code points that differ from this one in case only.
  static func otherCases(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    let mappings = [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping]
    return mappings.compactMap { mapping in
      let scalars = mapping.unicodeScalars
      return scalars.count == 1 && scalars.first != scalar ? scalars.first : nil
    }
  }

  mutating func insert(_ first: Unicode.Scalar, _ last: Unicode.Scalar) {
    ranges.append(first.value...last.value)
  }

  mutating func insert(_ other: ScalarSet) {
    guard other.isNegated else {
      ranges += other.ranges
      categories += other.categories
      return
    }
    categories.append(Category(contains: { other.contains($0) }, isNegated: false))
  }

  var negated: ScalarSet {
    var copy = self
    copy.isNegated.toggle()
    return copy
  }

  static let digit = ScalarSet(ranges: [0x30...0x39])
  static let word = ScalarSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let space = ScalarSet(ranges: [0x09...0x0A, 0x0C...0x0D, 0x20...0x20])
  static let all = ScalarSet(ranges: [0...0x10FFFF])
  static let allButNewline = ScalarSet(ranges: [0...0x09, 0x0B...0x10FFFF])

  /// The POSIX classes, ASCII only as in RE2.
  static let posix: [String: ScalarSet] = [
    "alnum": ScalarSet(ranges: [0x30...0x39, 0x41...0x5A, 0x61...0x7A]),
    "alpha": ScalarSet(ranges: [0x41...0x5A, 0x61...0x7A]),
    "ascii": ScalarSet(ranges: [0...0x7F]),
    "blank": ScalarSet(ranges: [0x09...0x09, 0x20...0x20]),
    "cntrl": ScalarSet(ranges: [0...0x1F, 0x7F...0x7F]),
    "digit": digit,
    "graph": ScalarSet(ranges: [0x21...0x7E]),
    "lower": ScalarSet(ranges: [0x61...0x7A]),
    "print": ScalarSet(ranges: [0x20...0x7E]),
    "punct": ScalarSet(ranges: [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]),
    "space": ScalarSet(ranges: [0x09...0x0D, 0x20...0x20]),
    "upper": ScalarSet(ranges: [0x41...0x5A]),
    "word": word,
    "xdigit": ScalarSet(ranges: [0x30...0x39, 0x41...0x46, 0x61...0x66]),
  ]
}
