import Kernel

/// Reads a JPEG file (ITU-T T.81, Annex B) and writes it anew without metadata.
///
/// Tables, frame and scans are kept bit for bit, progressive files too. Kept of application
/// segments is what `JPEGHeader` says; comments, fill bytes and everything after the end are left
/// out.
struct JPEGReader {
  private var reader: ByteReader
  private var header = JPEGHeader()
  private var frame: JPEGFrame?
  /// Components that no scan has brought yet.
  private var missing: Set<Int> = []
  private var scans = 0
  /// Everything after the header.
  private var body: [UInt8] = []

  static func picture(of bytes: [UInt8]) throws(Problem) -> Picture {
    var reader = JPEGReader(reader: ByteReader(bytes[...]))
    return try reader.picture()
  }

  private init(reader: ByteReader) { self.reader = reader }

  private mutating func picture() throws(Problem) -> Picture {
    try reader.expect([0xFF, 0xD8], "SOI")
    for number in 1... {
      try PhotographLimits.require(part: number, atMost: PhotographLimits.segmentsMax)
      let start = reader.at
      let marker = try self.marker()
      if marker == 0xD9 { break }
      try segment(marker, at: start)
    }
    guard let frame, missing.isEmpty else { throw reader.damaged("SOS", at: reader.at - 2) }
    return Picture(
      width: frame.width, height: frame.height,
      bytes: [0xFF, 0xD8] + header.bytes + body + [0xFF, 0xD9])
  }

  /// The next marker; before it may stand any number of fill bytes (B.1.1.2).
  private mutating func marker() throws(Problem) -> UInt8 {
    guard try reader.byte("marker") == 0xFF else {
      throw reader.damaged("marker", at: reader.at - 1)
    }
    var next = 0xFF
    while next == 0xFF { next = try reader.byte("marker") }
    return UInt8(next)
  }

  private mutating func segment(_ marker: UInt8, at start: Int) throws(Problem) {
    switch marker {
    case 0xC3, 0xC5...0xC7, 0xC9...0xCF, 0xDE, 0xDF:
      throw Problem(
        .photographFormUnknown, ["part": "SOF \(String(marker, radix: 16, uppercase: true))"])
    case 0xC0...0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xE0...0xEF, 0xFE: break
    default: throw reader.damaged("marker", at: start)
    }
    let payload = try payload()
    switch marker {
    case 0xC4, 0xDB, 0xDD:
      try JPEGTables.require(marker, payload)
      JPEGHeader.append(marker, payload, to: &body)
    case 0xC0...0xC2:
      guard frame == nil else { throw reader.damaged("SOF", at: start) }
      let found = try JPEGFrame(marker, payload)
      frame = found
      missing = found.components
      JPEGHeader.append(marker, payload, to: &body)
    case 0xDA: try scan(payload, at: start)
    default:
      // Once the first scan runs, nobody asks how to read it.
      guard scans > 0 || header.read(marker, payload) else {
        throw reader.damaged("APP14", at: start)
      }
    }
  }

  private mutating func payload() throws(Problem) -> ArraySlice<UInt8> {
    let start = reader.at
    let length = try reader.big(2, "length")
    guard length >= 2 else { throw reader.damaged("length", at: start) }
    return try reader.take(length - 2, "length")
  }

  private mutating func scan(_ payload: ArraySlice<UInt8>, at start: Int) throws(Problem) {
    guard let frame else { throw reader.damaged("SOF", at: start) }
    scans += 1
    try PhotographLimits.require(part: scans, atMost: PhotographLimits.scansMax)
    missing.subtract(try frame.scan(payload))
    JPEGHeader.append(0xDA, payload, to: &body)
    let end = try endOfScan()
    guard end > reader.at else { throw reader.damaged("SOS") }
    body += try reader.take(end - reader.at, "SOS")
  }

  /// Where the packed pixels end: before the next marker that is neither a packed 0xFF nor a
  /// restart.
  private func endOfScan() throws(Problem) -> Int {
    let bytes = reader.bytes
    var at = reader.at
    while at < bytes.endIndex {
      guard bytes[at] == 0xFF else {
        at += 1
        continue
      }
      let start = at
      while at < bytes.endIndex, bytes[at] == 0xFF { at += 1 }
      guard at < bytes.endIndex else { break }
      if bytes[at] != 0, !(0xD0...0xD7).contains(bytes[at]) { return start }
      at += 1
    }
    throw reader.damaged("EOI", at: bytes.endIndex)
  }
}
