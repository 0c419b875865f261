extension TimeZoneFile {
  /// Reads a file of version 1 to 4; throws at the first thing that is wrong.
  ///
  /// Files that count leap seconds (those below `right/`) are refused.
  public init(_ bytes: [UInt8]) throws(TimeZoneFileError) {
    var reader = ZoneReader(bytes: bytes[...])
    let first = try ZoneHeader(&reader)
    guard first.version > ZoneHeader.oldest else {
      self = try ZoneReader.zone(&reader, first, timeBytes: 4, rule: nil)
      guard reader.bytes.isEmpty else { throw .trailingBytes }
      return
    }
    // The first block is for readers that know only times of 32 bits.
    _ = try reader.take(first.size(timeBytes: 4))
    let second = try ZoneHeader(&reader)
    guard second.version == first.version else { throw .version(second.version) }
    let block = try reader.take(second.size(timeBytes: 8))
    let rule = try reader.footer()
    var blockReader = ZoneReader(bytes: block)
    self = try ZoneReader.zone(&blockReader, second, timeBytes: 8, rule: rule)
  }
}

/// The counts at the beginning of a block.
private struct ZoneHeader {
  /// `NUL` for version 1.
  static let oldest: UInt8 = 0
  private static let versions: Set<UInt8> = [oldest, 0x32, 0x33, 0x34]

  let version: UInt8
  let utcFlagCount, standardFlagCount, leapCount, changeCount, typeCount, nameBytes: Int

  init(_ reader: inout ZoneReader) throws(TimeZoneFileError) {
    guard reader.bytes.starts(with: "TZif".utf8) else { throw .notZoneFile }
    _ = try reader.take(4)
    version = try reader.byte()
    guard ZoneHeader.versions.contains(version) else { throw .version(version) }
    _ = try reader.take(15)
    utcFlagCount = try reader.count()
    standardFlagCount = try reader.count()
    leapCount = try reader.count()
    changeCount = try reader.count()
    typeCount = try reader.count()
    nameBytes = try reader.count()
  }

  /// The bytes of the block behind this header. Six counts of 32 bits can't overflow 64.
  func size(timeBytes: Int) -> Int {
    changeCount * (timeBytes + 1) + typeCount * 6 + nameBytes + leapCount * (timeBytes + 4)
      + standardFlagCount + utcFlagCount
  }

  func check() throws(TimeZoneFileError) {
    guard (1...256).contains(typeCount) else { throw .count(what: "types") }
    guard nameBytes > 0 else { throw .count(what: "bytes of names") }
    guard standardFlagCount == 0 || standardFlagCount == typeCount,
      utcFlagCount == 0 || utcFlagCount == typeCount
    else { throw .count(what: "flags") }
    guard leapCount == 0 else { throw .leapSeconds }
  }
}

/// Takes numbers of the byte order of the network from the front of a file.
private struct ZoneReader {
  var bytes: ArraySlice<UInt8>

  mutating func take(_ count: Int) throws(TimeZoneFileError) -> ArraySlice<UInt8> {
    guard count <= bytes.count else { throw .truncated }
    let taken = bytes.prefix(count)
    bytes = bytes.dropFirst(count)
    return taken
  }

  mutating func byte() throws(TimeZoneFileError) -> UInt8 {
    guard let byte = bytes.popFirst() else { throw .truncated }
    return byte
  }

  mutating func count() throws(TimeZoneFileError) -> Int {
    try take(4).reduce(0) { $0 << 8 | Int($1) }
  }

  /// A signed number of 4 or 8 bytes.
  mutating func number(_ size: Int) throws(TimeZoneFileError) -> Int64 {
    let bits = try take(size).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return size == 4 ? Int64(Int32(truncatingIfNeeded: bits)) : Int64(bitPattern: bits)
  }

  /// The rule between two line ends; nil where they have nothing between them.
  mutating func footer() throws(TimeZoneFileError) -> TimeZoneRule? {
    let lineEnd = UInt8(ascii: "\n")
    guard let first = bytes.popFirst() else { throw .truncated }
    guard first == lineEnd else { throw .rule(text: "") }
    guard let end = bytes.firstIndex(of: lineEnd) else { throw .truncated }
    let text = bytes[..<end]
    guard end + 1 == bytes.endIndex else { throw .trailingBytes }
    if text.isEmpty { return nil }
    guard let rule = TimeZoneRule(text) else {
      throw .rule(text: String(decoding: text.prefix(64), as: UTF8.self))
    }
    return rule
  }

  /// The block behind a header.
  static func zone(
    _ reader: inout ZoneReader, _ header: ZoneHeader, timeBytes: Int, rule: TimeZoneRule?
  ) throws(TimeZoneFileError) -> TimeZoneFile {
    try header.check()
    guard header.size(timeBytes: timeBytes) <= reader.bytes.count else { throw .truncated }
    var changes: [Int64] = []
    for position in 0..<header.changeCount {
      let time = try reader.number(timeBytes)
      if let last = changes.last, last >= time { throw .unordered(change: position) }
      changes.append(time)
    }
    let targets = try reader.take(header.changeCount)
    let types = try reader.types(header)
    let flags = try reader.take(header.standardFlagCount + header.utcFlagCount)
    guard flags.allSatisfy({ $0 <= 1 }) else { throw .flags }
    var offsets: [Int32] = []
    for target in targets {
      guard Int(target) < types.count else { throw .missingType(change: offsets.count) }
      offsets.append(types[Int(target)])
    }
    return TimeZoneFile(changes: changes, offsets: offsets, firstOffset: types[0], rule: rule)
  }

  /// The offsets of the types; their names are looked at and left behind.
  private mutating func types(_ header: ZoneHeader) throws(TimeZoneFileError) -> [Int32] {
    // RFC 9636: more than -25 hours and less than 26.
    let offsetRange: ClosedRange<Int64> = -89_999...93_599
    var offsets: [Int32] = []
    for position in 0..<header.typeCount {
      let offset = try number(4)
      let isDaylight = try byte()
      let name = try byte()
      guard offsetRange.contains(offset), isDaylight <= 1, Int(name) < header.nameBytes else {
        throw .type(position)
      }
      offsets.append(Int32(offset))
    }
    _ = try take(header.nameBytes)
    return offsets
  }
}
