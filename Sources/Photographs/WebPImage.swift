import Kernel

/// The header of the packed picture inside a WebP file.
struct WebPImage {
  let width: Int
  let height: Int
  /// Whether the packed picture itself has transparent places.
  let hasAlpha: Bool

  /// - Parameter name: `VP8 ` (RFC 6386, 9.1) or `VP8L` (RFC 9649, 3.4).
  init(_ name: String, _ payload: ArraySlice<UInt8>) throws(Problem) {
    var reader = ByteReader(payload)
    let start = reader.at
    if name == "VP8L" {
      try reader.expect([0x2F], name)
      let bits = try reader.little(4, name)
      guard bits >> 29 == 0, reader.remaining > 0 else { throw reader.damaged(name, at: start) }
      width = 1 + bits & 0x3FFF
      height = 1 + (bits >> 14) & 0x3FFF
      hasAlpha = bits >> 28 & 1 == 1
    } else {
      let tag = try reader.little(3, name)
      try reader.expect([0x9D, 0x01, 0x2A], name)
      width = try reader.little(2, name) & 0x3FFF
      height = try reader.little(2, name) & 0x3FFF
      hasAlpha = false
      let isShownKeyFrame = tag & 1 == 0 && tag >> 1 & 7 <= 3 && tag >> 4 & 1 == 1
      let first = tag >> 5
      guard isShownKeyFrame, first > 0, first < reader.remaining else {
        throw reader.damaged(name, at: start)
      }
    }
    try PhotographLimits.require(width: width, height: height)
  }
}
