/// Writes time zone files, right ones and wrong ones.
struct ZoneBytes {
  var version: UInt8 = 0x32
  /// The version in the second header.
  var secondVersion: UInt8?
  var changes: [(time: Int64, type: UInt8)] = []
  var types: [(offset: Int32, isDaylight: UInt8, name: UInt8)] = [(0, 0, 0)]
  var names: [UInt8] = Array("UTC\u{0}".utf8)
  var leapCount = 0
  var flags: [UInt8] = []
  var rule = ""

  var bytes: [UInt8] {
    if version == 0 { return block(version, timeBytes: 4) }
    return block(version, timeBytes: 4) + block(secondVersion ?? version, timeBytes: 8)
      + Array("\n\(rule)\n".utf8)
  }

  private func block(_ version: UInt8, timeBytes: Int) -> [UInt8] {
    var bytes = Array("TZif".utf8) + [version] + Array(repeating: 0, count: 15)
    let counts = [0, flags.count, leapCount, changes.count, types.count, names.count]
    for count in counts { bytes += ZoneBytes.number(Int64(count), 4) }
    for change in changes { bytes += ZoneBytes.number(change.time, timeBytes) }
    bytes += changes.map(\.type)
    for type in types {
      bytes += ZoneBytes.number(Int64(type.offset), 4) + [type.isDaylight, type.name]
    }
    return bytes + names + Array(repeating: 0, count: leapCount * (timeBytes + 4)) + flags
  }

  private static func number(_ value: Int64, _ size: Int) -> [UInt8] {
    (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> (Int64($0) * 8)) }
  }
}
