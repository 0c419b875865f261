@testable import Photographs

/// WebP files put together by hand. The packed pixels are not real ones, their headers are.
enum WebPFile {
  static func file(_ chunks: [[UInt8]], after: [UInt8] = []) -> [UInt8] {
    let content = Array("WEBP".utf8) + chunks.joined()
    var result = Array("RIFF".utf8)
    result.append(little: content.count, bytes: 4)
    return result + content + after
  }

  static func chunk(_ name: String, _ payload: [UInt8]) -> [UInt8] {
    var result = Array(name.utf8)
    result.append(little: payload.count, bytes: 4)
    return result + payload + (payload.count % 2 == 1 ? [0] : [])
  }

  static func extended(_ flags: UInt8, width: Int, height: Int) -> [UInt8] {
    var payload: [UInt8] = [flags, 0, 0, 0]
    payload.append(little: width - 1, bytes: 3)
    payload.append(little: height - 1, bytes: 3)
    return chunk("VP8X", payload)
  }

  /// A shown key frame with a first part of two bytes.
  static func lossy(width: Int, height: Int) -> [UInt8] {
    var payload: [UInt8] = [0x50, 0, 0, 0x9D, 0x01, 0x2A]
    payload.append(little: width, bytes: 2)
    payload.append(little: height, bytes: 2)
    return chunk("VP8 ", payload + [1, 2, 3, 4, 5])
  }

  static func lossless(width: Int, height: Int, hasAlpha: Bool) -> [UInt8] {
    var payload: [UInt8] = [0x2F]
    let bits = (width - 1) | (height - 1) << 14 | (hasAlpha ? 1 << 28 : 0)
    payload.append(little: bits, bytes: 4)
    return chunk("VP8L", payload + [1, 2, 3])
  }

  static let secrets = [
    chunk("EXIF", Secrets.text), chunk("XMP ", Secrets.text), chunk("PRVT", Secrets.text),
  ]
}
