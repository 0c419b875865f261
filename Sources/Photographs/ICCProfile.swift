/// A colour profile inside a file (ICC.1:2022, 7.2).
enum ICCProfile {
  /// Bytes of a profile's header and of the number of its tags.
  static let headerLength = 132

  /// The profile that the bytes begin with, as long as its own header says; nil where they hold
  /// none or only a part, which every program ignores too.
  static func whole(in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let mark = bytes.dropFirst(36).prefix(4)
    guard bytes.count >= headerLength, mark.elementsEqual("acsp".utf8) else { return nil }
    let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    guard (headerLength...bytes.count).contains(length) else { return nil }
    return bytes.prefix(length)
  }
}
