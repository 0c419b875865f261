/// What the application segments of a JPEG file say about its colours and its position, and nothing
/// else of them.
struct JPEGHeader {
  /// Most bytes after a segment's length field.
  private static let payloadMax = 65_533
  private static let jfifMark = Array("JFIF\0".utf8)
  private static let adobeMark = Array("Adobe".utf8)
  private static let profileMark = Array("ICC_PROFILE\0".utf8)

  /// Unit and density across and down, five bytes (JFIF 1.02, page 5).
  private var density: [UInt8]?
  private var orientation: Orientation?
  /// Only the first Exif segment counts, as for those who show pictures.
  private var hasExif = false
  /// How colours were turned before they were packed: 0 not at all, 1 YCbCr, 2 YCCK.
  private var adobeTransform: UInt8?
  /// Pieces of the colour profile (ICC.1:2022, B.4).
  private var pieces: [(number: UInt8, of: UInt8, bytes: ArraySlice<UInt8>)] = []

  /// Keeps what a segment says, if it is one of the four that count.
  /// - Returns: false where it says something that the format does not know.
  mutating func read(_ marker: UInt8, _ payload: ArraySlice<UInt8>) -> Bool {
    let start = payload.startIndex
    if marker == 0xE0, payload.starts(with: Self.jfifMark), payload.count >= 14 {
      density = Array(payload[start + 7..<start + 12])
    } else if marker == 0xE1, !hasExif, payload.starts(with: Orientation.mark) {
      hasExif = true
      orientation = Orientation(exif: payload)
    } else if marker == 0xE2, payload.starts(with: Self.profileMark), payload.count > 14 {
      pieces.append((payload[start + 12], payload[start + 13], payload.dropFirst(14)))
    } else if marker == 0xEE, payload.starts(with: Self.adobeMark), payload.count >= 12 {
      adobeTransform = payload[start + 11]
      return payload[start + 11] <= 2
    }
    return true
  }

  /// The segments that stand for it, in one fixed order and form.
  var bytes: [UInt8] {
    var result: [UInt8] = []
    if let density {
      Self.append(0xE0, Self.jfifMark + [1, 2] + Self.plain(density) + [0, 0], to: &result)
    }
    if let orientation { Self.append(0xE1, orientation.exif, to: &result) }
    if let adobeTransform {
      let payload = Self.adobeMark + [0, 100, 0, 0, 0, 0, adobeTransform]
      Self.append(0xEE, payload, to: &result)
    }
    appendProfile(to: &result)
    return result
  }

  /// A density that the format knows; square pixels where it is none.
  private static func plain(_ density: [UInt8]) -> [UInt8] {
    let isKnown =
      density[0] <= 2 && density[1...2].contains { $0 > 0 } && density[3...4].contains { $0 > 0 }
    return isKnown ? density : [0, 0, 1, 0, 1]
  }

  private func appendProfile(to result: inout [UInt8]) {
    let sorted = pieces.sorted { $0.number < $1.number }
    let isComplete = sorted.enumerated().allSatisfy {
      Int($1.number) == $0 + 1 && Int($1.of) == sorted.count
    }
    let joined = sorted.flatMap { $0.bytes }
    guard isComplete, let profile = ICCProfile.whole(in: joined[...]) else { return }
    let room = Self.payloadMax - 14
    let count = (profile.count + room - 1) / room
    guard count <= 255 else { return }
    for number in 1...count {
      let piece = profile.dropFirst((number - 1) * room).prefix(room)
      let head = Self.profileMark + [UInt8(number), UInt8(count)]
      Self.append(0xE2, head + piece, to: &result)
    }
  }

  static func append(_ marker: UInt8, _ payload: some Collection<UInt8>, to result: inout [UInt8]) {
    result += [0xFF, marker]
    result.append(big: payload.count + 2, bytes: 2)
    result += payload
  }
}
