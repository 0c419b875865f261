import Kernel

/// A place in bytes that nobody vouches for. Every step is checked against the end; a step beyond
/// it is `photograph.damaged` at the offset where the bytes were missing.
struct ByteReader {
  let bytes: ArraySlice<UInt8>
  /// Offset of the next byte, counted from the start of the file.
  private(set) var at: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    at = bytes.startIndex
  }

  var remaining: Int { bytes.endIndex - at }

  /// - Parameter part: the format's own name of what stands, or should stand, here.
  func damaged(_ part: String, at offset: Int? = nil) -> Problem {
    Problem(.photographDamaged, ["at": "\(offset ?? at)", "part": part])
  }

  mutating func take(_ count: Int, _ part: String) throws(Problem) -> ArraySlice<UInt8> {
    guard count >= 0, count <= remaining else { throw damaged(part, at: bytes.endIndex) }
    at += count
    return bytes[at - count..<at]
  }

  mutating func byte(_ part: String) throws(Problem) -> Int {
    guard remaining > 0 else { throw damaged(part) }
    at += 1
    return Int(bytes[at - 1])
  }

  mutating func expect(_ known: [UInt8], _ part: String) throws(Problem) {
    let start = at
    guard try take(known.count, part).elementsEqual(known) else { throw damaged(part, at: start) }
  }

  /// A number with its highest byte first.
  mutating func big(_ count: Int, _ part: String) throws(Problem) -> Int {
    try take(count, part).reduce(0) { $0 << 8 | Int($1) }
  }

  /// A number with its lowest byte first.
  mutating func little(_ count: Int, _ part: String) throws(Problem) -> Int {
    try take(count, part).reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// Goes on at an offset at or after the present one.
  mutating func move(to offset: Int) {
    precondition(offset >= at && offset <= bytes.endIndex, "a reader moved out of its bytes")
    at = offset
  }
}

extension [UInt8] {
  mutating func append(big number: Int, bytes count: Int) {
    for place in (0..<count).reversed() {
      append(UInt8(truncatingIfNeeded: number >> (8 * place)))
    }
  }

  mutating func append(little number: Int, bytes count: Int) {
    for place in 0..<count { append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
  }
}
