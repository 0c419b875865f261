import Kernel

/// Reads a WebP file (RFC 9649, 2) and writes it anew without metadata.
///
/// Kept are the packed picture, its transparency and its colour profile. Exif, XMP, unknown chunks
/// and whatever follows the RIFF container are left out, an orientation too; moving pictures are
/// refused.
struct WebPReader {
  static let outerName = Array("RIFF".utf8)
  static let innerName = Array("WEBP".utf8)
  private static let flagProfile: UInt8 = 0x20
  private static let flagAlpha: UInt8 = 0x10
  private static let flagMotion: UInt8 = 0x02

  private var reader: ByteReader
  /// Width and height less one, six bytes, of an extended file.
  private var canvas: ArraySlice<UInt8>?
  private var profile: ArraySlice<UInt8>?
  private var alpha: ArraySlice<UInt8>?
  private var image: (name: String, header: WebPImage, payload: ArraySlice<UInt8>)?

  static func picture(of bytes: [UInt8]) throws(Problem) -> Picture {
    var outer = ByteReader(bytes[...])
    try outer.expect(outerName, "RIFF")
    let length = try outer.little(4, "RIFF")
    guard length <= outer.remaining else { throw outer.damaged("RIFF", at: 4) }
    var reader = WebPReader(reader: ByteReader(try outer.take(length, "RIFF")))
    return try reader.picture()
  }

  private init(reader: ByteReader) { self.reader = reader }

  private mutating func picture() throws(Problem) -> Picture {
    try reader.expect(Self.innerName, "WEBP")
    var number = 0
    while reader.remaining > 0 {
      number += 1
      try PhotographLimits.require(part: number, atMost: PhotographLimits.webPChunksMax)
      let start = reader.at
      let name = String(decoding: try reader.take(4, "chunk"), as: UTF8.self)
      let payload = try reader.take(try reader.little(4, "length"), "length")
      // The padding byte may be missing at the very end.
      if payload.count % 2 == 1, reader.remaining > 0 { _ = try reader.byte("padding") }
      try chunk(name, payload, isFirst: number == 1, at: start)
    }
    guard let image else { throw reader.damaged("VP8") }
    return Picture(
      width: image.header.width, height: image.header.height,
      bytes: bytes(image.name, image.header, image.payload))
  }

  private mutating func chunk(
    _ name: String, _ payload: ArraySlice<UInt8>, isFirst: Bool, at start: Int
  ) throws(Problem) {
    guard !isFirst || ["VP8X", "VP8L", "VP8 "].contains(name) else {
      throw reader.damaged("VP8", at: start)
    }
    switch name {
    case "VP8X":
      guard isFirst, payload.count == 10 else { throw reader.damaged(name, at: start) }
      let flags = payload[payload.startIndex]
      guard flags & Self.flagMotion == 0 else {
        throw Problem(.photographFormUnknown, ["part": "ANIM"])
      }
      canvas = payload.dropFirst(4)
    case "ANIM", "ANMF": throw Problem(.photographFormUnknown, ["part": name])
    case "ICCP":
      if canvas != nil, profile == nil, image == nil { profile = ICCProfile.whole(in: payload) }
    case "ALPH":
      if canvas != nil, alpha == nil, image == nil, !payload.isEmpty { alpha = payload }
    case "VP8 ", "VP8L":
      guard image == nil else { throw reader.damaged(name, at: start) }
      let header = try WebPImage(name, payload)
      guard canvas == nil || canvas == Self.canvas(header)[...] else {
        throw reader.damaged("VP8X", at: start)
      }
      if name == "VP8L" { alpha = nil }
      image = (name, header, payload)
    default: break
    }
  }

  private static func canvas(_ header: WebPImage) -> [UInt8] {
    var result: [UInt8] = []
    result.append(little: header.width - 1, bytes: 3)
    result.append(little: header.height - 1, bytes: 3)
    return result
  }

  /// The file anew: an extended one stays extended, with flags and sizes that are true.
  private func bytes(_ name: String, _ header: WebPImage, _ payload: ArraySlice<UInt8>) -> [UInt8] {
    var content = Self.innerName
    if let canvas {
      let flags =
        (profile == nil ? 0 : Self.flagProfile)
        | (alpha == nil && !header.hasAlpha ? 0 : Self.flagAlpha)
      Self.append("VP8X", [flags, 0, 0, 0] + canvas, to: &content)
    }
    if let profile { Self.append("ICCP", profile, to: &content) }
    if let alpha { Self.append("ALPH", alpha, to: &content) }
    Self.append(name, payload, to: &content)
    var result = Self.outerName
    result.append(little: content.count, bytes: 4)
    return result + content
  }

  private static func append(
    _ name: String, _ payload: some Collection<UInt8>, to result: inout [UInt8]
  ) {
    result += Array(name.utf8)
    result.append(little: payload.count, bytes: 4)
    result += payload
    if payload.count % 2 == 1 { result.append(0) }
  }
}
