import Foundation
import Testing

@testable import Expression

@Suite struct TimeZoneFileTests {
  static func seconds(_ text: String) throws -> Int64 {
    try #require(Timestamp(text)).seconds
  }

  static func zone(rule: String) throws -> TimeZoneFile {
    try TimeZoneFile(ZoneBytes(version: 0x33, rule: rule).bytes)
  }

  static let rules: [(rule: String, expected: [(time: String, offset: Int64)])] = [
    (
      "CET-1CEST,M3.5.0,M10.5.0/3",
      [
        ("2024-03-31T00:59:59Z", 3_600), ("2024-03-31T01:00:00Z", 7_200),
        ("2024-10-27T00:59:59Z", 7_200), ("2024-10-27T01:00:00Z", 3_600),
        ("9999-07-01T00:00:00Z", 7_200), ("0001-07-01T00:00:00Z", 7_200),
      ]
    ),
    // South of the equator the summer lies over the new year.
    (
      "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
      [
        ("2023-12-31T23:59:59Z", 39_600), ("2024-04-06T14:59:59Z", 39_600),
        ("2024-04-06T15:00:00Z", 37_800), ("2024-10-05T15:29:59Z", 37_800),
        ("2024-10-05T15:30:00Z", 39_600),
      ]
    ),
    // Ireland's winter is its daylight time, behind its standard time.
    (
      "IST-1GMT0,M10.5.0,M3.5.0/1",
      [
        ("2024-03-31T00:59:59Z", 0), ("2024-03-31T01:00:00Z", 3_600),
        ("2024-10-27T00:59:59Z", 3_600), ("2024-10-27T01:00:00Z", 0), ("2025-01-01T00:00:00Z", 0),
      ]
    ),
    // Before midnight of its day, and more than two days after it.
    (
      "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
      [
        ("2024-03-31T00:59:59Z", -7_200), ("2024-03-31T01:00:00Z", -3_600),
        ("2024-10-27T00:59:59Z", -3_600), ("2024-10-27T01:00:00Z", -7_200),
      ]
    ),
    (
      "EET-2EEST,M3.4.4/50,M10.4.4/50",
      [
        ("2025-03-28T23:59:59Z", 7_200), ("2025-03-29T00:00:00Z", 10_800),
        ("2025-10-24T22:59:59Z", 10_800), ("2025-10-24T23:00:00Z", 7_200),
      ]
    ),
    (
      "AAA0BBB,J60/0,J61/0",
      [
        ("2024-02-29T12:00:00Z", 0), ("2024-03-01T00:00:00Z", 3_600), ("2024-03-02T00:00:00Z", 0),
        ("2023-02-28T12:00:00Z", 0), ("2023-03-01T00:00:00Z", 3_600),
      ]
    ),
    (
      "AAA0BBB-0:20:30,59/0,60/0:20:30",
      [
        ("2024-02-28T23:59:59Z", 0), ("2024-02-29T00:00:00Z", 1_230), ("2024-03-01T00:00:00Z", 0),
        ("2023-02-28T23:59:59Z", 0), ("2023-03-01T00:00:00Z", 1_230), ("2023-03-02T00:00:00Z", 0),
      ]
    ),
    ("<+03>-3", [("1900-01-01T00:00:00Z", 10_800), ("2200-01-01T00:00:00Z", 10_800)]),
  ]

  @Test(arguments: rules)
  func `a rule gives the offset of every year`(
    _ rule: String, _ expected: [(time: String, offset: Int64)]
  ) throws {
    let zone = try Self.zone(rule: rule)
    for (time, offset) in expected {
      #expect(zone.offset(at: try Self.seconds(time)) == offset, "\(rule) \(time)")
    }
  }

  @Test func `daylight time that ends as it begins goes on all year`() throws {
    for rule in ["AAA3EDT4,0/0,J365/23", "EST5EDT,0/0,J365/25"] {
      let zone = try Self.zone(rule: rule)
      let offsets = Set((0..<4_000).map { zone.offset(at: 1_700_000_000 + $0 * 39_600) })
      #expect(offsets == [-14_400], "\(rule)")
    }
  }

  @Test func `changes hold from their second on`() throws {
    var file = ZoneBytes(rule: "JST-9")
    file.types = [(-100, 0, 0), (3_600, 1, 0), (7_200, 0, 0)]
    file.changes = [(-5_000_000_000, 1), (10, 2), (20, 1)]
    let zone = try TimeZoneFile(file.bytes)
    for (time, offset): (Int64, Int64) in [
      (.min, -100), (-5_000_000_001, -100), (-5_000_000_000, 3_600), (9, 3_600), (10, 7_200),
      (19, 7_200), (20, 32_400), (.max, 32_400),
    ] {
      #expect(zone.offset(at: time) == offset, "\(time)")
    }
    file.rule = ""
    #expect(try TimeZoneFile(file.bytes).offset(at: .max) == 3_600)
    file.version = 0
    file.changes.removeFirst()
    let old = try TimeZoneFile(file.bytes)
    #expect(old.offset(at: 9) == -100)
    #expect(old.offset(at: 21) == 3_600)
  }

  @Test func `every fault of a file has its error`() {
    func fault(_ bytes: [UInt8]) -> TimeZoneFileError? {
      do throws(TimeZoneFileError) {
        _ = try TimeZoneFile(bytes)
        return nil
      } catch {
        return error
      }
    }
    var right = ZoneBytes(rule: "JST-9")
    right.changes = [(1, 0), (2, 0)]
    func changed(_ change: (inout ZoneBytes) -> Void) -> TimeZoneFileError? {
      var file = right
      change(&file)
      return fault(file.bytes)
    }
    #expect(fault(right.bytes) == nil)
    #expect(fault([]) == .notZoneFile)
    #expect(fault(Array("GIF89a".utf8)) == .notZoneFile)
    #expect(changed { $0.version = 0x31 } == .version(0x31))
    #expect(changed { $0.secondVersion = 0x33 } == .version(0x33))
    #expect(changed { $0.types = [] } == .count(what: "types"))
    #expect(changed { $0.names = [] } == .count(what: "bytes of names"))
    #expect(changed { $0.flags = [0, 1, 0] } == .count(what: "flags"))
    #expect(changed { $0.flags = [2] } == .flags)
    #expect(changed { $0.leapCount = 1 } == .leapSeconds)
    #expect(changed { $0.changes = [(2, 0), (2, 0)] } == .unordered(change: 1))
    #expect(changed { $0.changes[1].type = 1 } == .missingType(change: 1))
    #expect(changed { $0.types[0].offset = .min } == .type(0))
    #expect(changed { $0.types[0].offset = 93_600 } == .type(0))
    #expect(changed { $0.types[0].isDaylight = 2 } == .type(0))
    #expect(changed { $0.types[0].name = 4 } == .type(0))
    #expect(fault(right.bytes + [0]) == .trailingBytes)
    #expect(fault(ZoneBytes(version: 0).bytes + [0]) == .trailingBytes)
    // Cut off within the first header there is no second; with it, the error says so.
    for length in 4..<right.bytes.count {
      let error = fault(Array(right.bytes.prefix(length)))
      #expect(
        error == .truncated || error == .notZoneFile, "\(length): \(String(describing: error))")
    }
  }

  @Test(arguments: [
    "C-1", "CET", "CET-", "CET-25", "CET-1:60", "CET-1CEST", "CET-1CEST,M3.5.0",
    "CET-1CEST,M0.5.0,M1.1.1", "CET-1CEST,M3.6.0,M1.1.1", "CET-1CEST,M3.5.7,M1.1.1",
    "CET-1CEST,J0,J1", "CET-1CEST,366,1", "CET-1CEST,M3.5.0/168,M10.5.0", "<+3>-3", "<+03-3",
    "CET-1CEST,M3.5.0,M10.5.0/3x", "CET-1 ", "CET-9999999999999999999", "CET-1CEST,M3.5,M1.1.1",
  ])
  func `a rule that isn't one is refused`(_ rule: String) {
    #expect(throws: TimeZoneFileError.rule(text: rule)) { try Self.zone(rule: rule) }
  }

  @Test func `cut and flipped files never crash`() throws {
    let names = ["Europe/Dublin", "America/St_Johns", "Asia/Gaza", "Asia/Shanghai", "Etc/UTC"]
    var random = Seeded(7)
    for name in names {
      guard let data = FileManager.default.contents(atPath: "/usr/share/zoneinfo/" + name) else {
        print("time zones: \(name) is not on this machine")
        continue
      }
      let bytes = Array(data)
      func tries(_ bytes: [UInt8]) {
        guard let zone = try? TimeZoneFile(bytes) else { return }
        for time in [Int64.min, -1, 0, 1_700_000_000, .max] {
          #expect((-93_600...93_600).contains(zone.offset(at: time)))
        }
      }
      for length in bytes.indices {
        #expect(throws: TimeZoneFileError.self) {
          try TimeZoneFile(Array(bytes.prefix(length)))
        }
      }
      for _ in 0..<4_000 {
        var flipped = bytes
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          let position = Int.random(in: 0..<bytes.count, using: &random)
          flipped[position] ^= 1 << UInt8.random(in: 0...7, using: &random)
        }
        tries(flipped)
      }
      for position in 0..<44 {
        for byte in [UInt8(0x7F), 0xFF] {
          var flipped = bytes
          flipped[position] = byte
          tries(flipped)
        }
      }
    }
  }

  @Test func `random rules never crash`() {
    let parts = [
      "CET", "<+03>", "-", "+", ",", "M", "J", ".", "/", ":", "0", "1", "5", "12", "167",
    ]
    var random = Seeded(8)
    for _ in 0..<20_000 {
      let count = Int.random(in: 1...16, using: &random)
      let rule = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      guard let zone = try? Self.zone(rule: rule) else { continue }
      for time in [Int64.min, 0, .max] { _ = zone.offset(at: time) }
    }
  }
}
