/// A text as UTF-8, whose parts are found by code point.
struct CodePoints {
  let bytes: [UInt8]
  /// How many code points there are.
  let count: Int

  init(_ text: String) {
    bytes = Array(text.utf8)
    count = CodePoints.count(bytes[...])
  }

  /// The bytes before a code point; `index` is 0...count.
  func offset(of index: Int) -> Int {
    if bytes.count == count { return index }
    if index == count { return bytes.count }
    var seen = -1
    for (offset, byte) in bytes.enumerated() where CodePoints.starts(byte) {
      seen += 1
      if seen == index { return offset }
    }
    return bytes.count
  }

  /// The code points before a byte.
  func index(of offset: Int) -> Int {
    bytes.count == count ? offset : CodePoints.count(bytes[..<offset])
  }

  /// The text of some code points; the bounds are 0...count.
  func text(_ range: Range<Int>) -> String {
    let (start, end) = (offset(of: range.lowerBound), offset(of: range.upperBound))
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The code points one by one, as bytes.
  func split() -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    parts.reserveCapacity(count)
    var start = 0
    for offset in bytes.indices.dropFirst() where CodePoints.starts(bytes[offset]) {
      parts.append(bytes[start..<offset])
      start = offset
    }
    if start < bytes.count { parts.append(bytes[start...]) }
    return parts
  }

  private static func count(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 + (starts($1) ? 1 : 0) }
  }

  /// False for the bytes that continue a code point.
  private static func starts(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }
}
