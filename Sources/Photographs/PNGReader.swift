import Kernel

/// Reads a PNG file (ISO/IEC 15948) and writes it anew without metadata.
///
/// Critical chunks are kept as they are, of the ancillary ones those that colours need. The rest
/// goes: texts, times, Exif, and the later frames of a moving picture, so that its first one stays.
struct PNGReader {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  /// Bytes of the shortest packed pixels: two of zlib's header, two of a block, four of a sum.
  private static let imageDataMin = 8

  private var reader: ByteReader
  private var header: PNGHeader?
  private var entries = 0
  /// Names of the chunks so far that may come once.
  private var seen: Set<String> = []
  private var last = ""
  private var imageDataLength = 0
  private var result = Self.signature

  static func picture(of bytes: [UInt8]) throws(Problem) -> Picture {
    var reader = PNGReader(reader: ByteReader(bytes[...]))
    return try reader.picture()
  }

  private init(reader: ByteReader) { self.reader = reader }

  private mutating func picture() throws(Problem) -> Picture {
    try reader.expect(Self.signature, "PNG")
    var number = 0
    while last != "IEND" {
      number += 1
      try PhotographLimits.require(part: number, atMost: PhotographLimits.pngChunksMax)
      try chunk()
    }
    guard let header else { throw reader.damaged("IHDR") }
    return Picture(width: header.width, height: header.height, bytes: result)
  }

  private mutating func chunk() throws(Problem) {
    let start = reader.at
    let length = try reader.big(4, "length")
    guard length <= reader.remaining - 8 else { throw reader.damaged("length", at: start) }
    let checked = try reader.take(4 + length, "chunk")
    let name = String(decoding: checked.prefix(4), as: UTF8.self)
    let isName = checked.prefix(4).allSatisfy { (65...90).contains($0) || (97...122).contains($0) }
    guard isName else { throw reader.damaged("chunk", at: start + 4) }
    let sum = try reader.big(4, name)
    guard Int(Checksums.crc32(checked)) == sum else {
      throw reader.damaged("CRC", at: reader.at - 4)
    }
    guard (header == nil) == (name == "IHDR") else { throw reader.damaged("IHDR", at: start) }
    let isCritical = checked[start + 4] & 0x20 == 0
    if isCritical {
      try critical(name, checked.dropFirst(4), at: start)
      Self.append(checked, to: &result)
    } else {
      ancillary(name, checked)
    }
    last = name
  }

  private mutating func critical(_ name: String, _ payload: ArraySlice<UInt8>, at start: Int)
    throws(Problem)
  {
    let isInPlace: Bool
    switch name {
    case "IHDR":
      header = try PNGHeader(payload)
      isInPlace = true
    case "PLTE":
      entries = payload.count / 3
      let isPossible = (1...256).contains(entries) && payload.count % 3 == 0
      let mayHave = header?.colour != .grey && header?.colour != .greyAlpha
      isInPlace = isPossible && mayHave && imageDataLength == 0 && seen.insert(name).inserted
    case "IDAT":
      let needsPalette = header?.colour == .palette && entries == 0
      isInPlace = !needsPalette && (seen.insert(name).inserted || last == name)
      imageDataLength += payload.count
    case "IEND": isInPlace = payload.isEmpty && imageDataLength >= Self.imageDataMin
    default: isInPlace = false
    }
    guard isInPlace else { throw reader.damaged(name, at: start) }
  }

  /// Keeps a chunk that colours need, if it stands where programs look for it.
  private mutating func ancillary(_ name: String, _ checked: ArraySlice<UInt8>) {
    guard let header, !seen.contains("IDAT"), !seen.contains(name) else { return }
    let payload = checked.dropFirst(4)
    if name == "iCCP", let plain = Self.plainProfile(payload) {
      seen.insert(name)
      Self.append((Array("iCCP".utf8) + plain)[...], to: &result)
    } else if header.allows(name, length: payload.count, entries: entries) {
      seen.insert(name)
      Self.append(checked, to: &result)
    }
  }

  /// A colour profile's chunk with a name of our own: the name is free text.
  private static func plainProfile(_ payload: ArraySlice<UInt8>) -> [UInt8]? {
    guard let end = payload.prefix(80).firstIndex(of: 0), end > payload.startIndex else {
      return nil
    }
    let packed = payload[(end + 1)...]
    guard packed.first == 0, packed.count > 1 + imageDataMin else { return nil }
    return Array("ICC\0".utf8) + packed
  }

  /// Writes a chunk of a name and a payload, which stand together.
  static func append(_ checked: ArraySlice<UInt8>, to result: inout [UInt8]) {
    result.append(big: checked.count - 4, bytes: 4)
    result += checked
    result.append(big: Int(Checksums.crc32(checked)), bytes: 4)
  }
}
