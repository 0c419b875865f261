public import Kernel

extension Photograph {
  /// Most bytes of a stored block (RFC 1951, 3.2.4).
  private static let storedBlockMax = 65_535

  /// A PNG photograph of one colour, for stories and tests: equal seeds and sizes give equal bytes.
  /// One pixel takes one bit.
  /// - Throws: `photograph.pixels-out-of-range`.
  public static func sample(seed: UInt64, width: Int, height: Int) throws(Problem) -> Photograph {
    try PhotographLimits.require(width: width, height: height)
    var header = Array("IHDR".utf8)
    header.append(big: width, bytes: 4)
    header.append(big: height, bytes: 4)
    // One bit, a palette, the only methods there are, not interlaced.
    header += [1, 3, 0, 0, 0]
    // The upper bits of a product are mixed well enough to tell neighbouring seeds apart.
    let colour = Int((seed &+ 1) &* 0x9E37_79B9_7F4A_7C15 >> 40)
    var palette = Array("PLTE".utf8)
    palette.append(big: colour, bytes: 3)
    // Each row: filter 0, then eight pixels a byte, all of the palette's first colour.
    let rows = [UInt8](repeating: 0, count: height * (1 + (width + 7) / 8))
    var bytes = PNGReader.signature
    for chunk in [header, palette, Array("IDAT".utf8) + stored(rows), Array("IEND".utf8)] {
      PNGReader.append(chunk[...], to: &bytes)
    }
    return try Photograph(bytes)
  }

  /// Bytes as a zlib stream that does not make them smaller (RFC 1950).
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let block = bytes[start...].prefix(storedBlockMax)
      start += block.count
      result.append(start == bytes.count ? 1 : 0)
      result.append(little: block.count, bytes: 2)
      result.append(little: ~block.count, bytes: 2)
      result += block
    } while start < bytes.count
    result.append(big: Int(Checksums.adler32(bytes)), bytes: 4)
    return result
  }
}
