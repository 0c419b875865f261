/// Comparison by code points: Swift's own `==` treats canonically equivalent strings as equal,
/// CEL does not.
extension String {
  @inline(__always)
  func hasSameCodePoints(as other: String) -> Bool {
    // The same bits are the same text: short strings lie in them, long ones are pointed at.
    let bits = unsafeBitCast(self, to: (UInt64, UInt64).self)
    if bits == unsafeBitCast(other, to: (UInt64, UInt64).self) { return true }
    return hasSameBytes(as: other)
  }

  private func hasSameBytes(as other: String) -> Bool {
    let (mine, theirs) = (utf8, other.utf8)
    guard mine.count == theirs.count else { return false }
    let same = mine.withContiguousStorageIfAvailable { left in
      theirs.withContiguousStorageIfAvailable { right in
        String.sameBytes(UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right))
      }
    }
    return (same ?? nil) ?? mine.elementsEqual(theirs)
  }

  /// How many code points there are: the bytes that don't continue one.
  var codePointCount: Int {
    var text = self
    return text.withUTF8 { bytes in
      bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }
  }

  /// The order by code points, which is that of the UTF-8 bytes.
  func codePointsPrecede(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }

  func hashCodePoints(into hasher: inout Hasher) {
    let done: Void? = utf8.withContiguousStorageIfAvailable { bytes in
      hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
    }
    if done == nil {
      for byte in utf8 { hasher.combine(byte) }
    }
    hasher.combine(0xFF as UInt8)
  }

  private static func sameBytes(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
  ) -> Bool {
    let count = left.count
    var position = 0
    while position + 8 <= count {
      let a = left.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      let b = right.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      if a != b { return false }
      position += 8
    }
    while position < count {
      if left[position] != right[position] { return false }
      position += 1
    }
    return true
  }
}
