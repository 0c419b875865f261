import Foundation
import Testing

@testable import Expression

@Suite struct SystemZonesTests {
  static let names = [
    "Asia/Shanghai", "Asia/Tokyo", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tehran", "Asia/Gaza",
    "Asia/Pyongyang", "Asia/Hong_Kong", "Asia/Singapore", "Europe/Berlin", "Europe/London",
    "Europe/Dublin", "Europe/Moscow", "Europe/Istanbul", "Africa/Cairo", "Africa/Casablanca",
    "Africa/Johannesburg", "America/New_York", "America/Los_Angeles", "America/St_Johns",
    "America/Sao_Paulo", "America/Caracas", "America/Havana", "America/Nuuk", "America/Phoenix",
    "Australia/Sydney", "Australia/Lord_Howe", "Australia/Perth", "Pacific/Auckland",
    "Pacific/Apia", "Pacific/Chatham", "Atlantic/Azores", "Etc/GMT+8", "UTC",
  ]

  static let hasZones = FileManager.default.fileExists(atPath: "/usr/share/zoneinfo/Asia/Shanghai")

  static func failure(_ name: String, in zones: SystemZones = .shared) -> SystemZones.Failure? {
    do throws(SystemZones.Failure) {
      _ = try zones.zone(name)
      return nil
    } catch {
      return error
    }
  }

  @Test(.enabled(if: hasZones), arguments: names)
  func `a zone agrees with Foundation from 1900 to 2200`(_ name: String) throws {
    let zone = try SystemZones.shared.zone(name)
    let other = try #require(TimeZone(identifier: name))
    var random = Seeded(UInt64(name.utf8.count))
    // A time of day of every other month, and both sides of every change that the zone knows.
    var times: [Int64] = stride(from: -2_208_988_800, to: 7_258_118_400, by: 86_400 * 61).map {
      $0 + Int64.random(in: 0..<86_400, using: &random)
    }
    for change in zone.changes where change > -2_208_988_800 { times += [change - 1, change] }
    for year in Int64(2038)..<2200 {
      for time in SystemZonesTests.changes(of: zone, in: year) { times += [time - 1, time] }
    }
    #expect(times.count > 1_700)
    var differing: [String] = []
    for time in times {
      let wanted = other.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time)))
      let found = zone.offset(at: time)
      if found != Int64(wanted) {
        differing.append("\(Timestamp(seconds: time)?.description ?? ""): \(found), not \(wanted)")
      }
    }
    #expect(differing.isEmpty, "\(differing.count): \(differing.prefix(6))")
  }

  /// When a zone's offset changes in a year, to the second.
  private static func changes(of zone: TimeZoneFile, in year: Int64) -> [Int64] {
    let first = (CivilDate(year: year, month: 1, day: 1)?.daysSince1970 ?? 0) * 86_400
    return (Int64(0)..<365).compactMap { day in
      var (low, high) = (first + day * 86_400, first + (day + 1) * 86_400)
      guard zone.offset(at: low) != zone.offset(at: high) else { return nil }
      while high - low > 1 {
        let middle = (low + high) / 2
        if zone.offset(at: middle) == zone.offset(at: low) { low = middle } else { high = middle }
      }
      return high
    }
  }

  @Test(
    .enabled(if: hasZones),
    arguments: [
      ("Asia/Shanghai", "1989-07-01T00:00:00Z", 32_400), ("PRC", "1989-07-01T00:00:00Z", 32_400),
      ("Asia/Shanghai", "2024-07-01T00:00:00Z", 28_800),
      ("Asia/Shanghai", "1900-12-31T15:54:16Z", 29_143),
      ("Asia/Shanghai", "1900-12-31T15:54:17Z", 28_800),
      ("America/St_Johns", "2024-01-01T00:00:00Z", -12_600),
      ("America/St_Johns", "2150-07-01T00:00:00Z", -9_000),
      ("Europe/Dublin", "1971-07-01T00:00:00Z", 3_600),
      ("Asia/Kathmandu", "2024-01-01T00:00:00Z", 20_700),
      ("Pacific/Apia", "2011-12-30T09:59:59Z", -36_000),
      ("Pacific/Apia", "2011-12-30T10:00:00Z", 50_400),
      ("Etc/GMT+8", "2024-01-01T00:00:00Z", -28_800), ("EST5EDT", "2024-07-01T00:00:00Z", -14_400),
    ])
  func `a zone's offset at a time is known`(_ name: String, _ time: String, _ offset: Int64) throws
  {
    let seconds = try #require(Timestamp(time)).seconds
    #expect(SystemZones.shared.offset(name, seconds) == offset)
  }

  @Test(arguments: [
    "", "/etc/passwd", "../../../etc/passwd", "Asia/../Asia/Shanghai", "Asia//Shanghai", "Asia/",
    "/Asia/Shanghai", ".", "Asia/Shanghai\u{0}", "Asia/上海", "zone.tab", "Asia Shanghai",
    String(repeating: "a", count: 65),
  ])
  func `a name that could lead elsewhere is refused`(_ name: String) {
    #expect(Self.failure(name) == .name)
    #expect(SystemZones.shared.offset(name, 0) == nil)
  }

  @Test func `what is no zone file is refused`() throws {
    let folder = NSTemporaryDirectory() + "zones-" + UUID().uuidString
    let manager = FileManager.default
    try manager.createDirectory(atPath: folder + "/Area", withIntermediateDirectories: true)
    defer { try? manager.removeItem(atPath: folder) }
    let right = Data(ZoneBytes(rule: "JST-9").bytes)
    try right.write(to: URL(fileURLWithPath: folder + "/Area/City"))
    try Data("text".utf8).write(to: URL(fileURLWithPath: folder + "/text"))
    let large = Data(count: SystemZones.fileBytesMax + 1)
    try large.write(to: URL(fileURLWithPath: folder + "/large"))
    #expect(mkfifo(folder + "/pipe", 0o600) == 0)
    try manager.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "Area/City")
    let zones = SystemZones(folder: folder)
    #expect(Self.failure("Area", in: zones) == .missing)
    #expect(Self.failure("Area/Town", in: zones) == .missing)
    #expect(Self.failure("pipe", in: zones) == .missing)
    #expect(Self.failure("text", in: zones) == .content(.notZoneFile))
    #expect(Self.failure("large", in: zones) == .size)
    #expect(zones.cachedCount == 0)
    #expect(zones.offset("Area/City", 0) == 32_400)
    #expect(zones.offset("link", 0) == 32_400)
    #expect(zones.cachedCount == 2)
    // Kept: the file may go.
    try manager.removeItem(atPath: folder + "/Area/City")
    #expect(zones.offset("Area/City", 0) == 32_400)
  }

  @Test func `only so many zones are kept, and any thread may ask`() async throws {
    let folder = NSTemporaryDirectory() + "zones-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let count = SystemZones.cachedCountMax + 44
    for number in 0..<count {
      let bytes = ZoneBytes(rule: "AAA-0:0:\(number % 60)").bytes
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/z\(number)"))
    }
    let zones = SystemZones(folder: folder)
    let wrong = await withTaskGroup(of: Int.self) { group in
      for start in 0..<8 {
        group.addTask {
          (0..<count).count { step in
            let number = (start * 37 + step) % count
            return zones.offset("z\(number)", 0) != Int64(number % 60)
          }
        }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
    #expect(zones.cachedCount == SystemZones.cachedCountMax)
  }

  @Test(.enabled(if: hasZones)) func `an expression asks for the zones that its caller passed`()
    throws
  {
    let environment = Environment(zoneOffset: SystemZones.shared.offset)
    func value(_ zone: String) throws -> Value {
      let source = "timestamp('2024-07-01T20:30:00Z').getMinutes('\(zone)')"
      return try environment.compile(source).evaluate()
    }
    #expect(try value("America/St_Johns") == 0)
    #expect(try value("Asia/Kathmandu") == 15)
    #expect(try value("-02:30") == 0)
    #expect(try value("02:00") == 30)
    #expect(try value("+11:00") == 30)
    #expect(try value("UTC") == 30)
    let error = #expect(throws: ExpressionError.self) { try value("Mars/Olympus") }
    #expect(error?.message == "unknown time zone `Mars/Olympus`")
  }
}
