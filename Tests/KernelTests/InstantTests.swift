import Kernel
import TestKit
import Testing

@Suite struct InstantTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59.999Z"),
    (1_556_091_604_000, "2019-04-24T07:40:04Z"), (951_782_400_000, "2000-02-29T00:00:00Z"),
    (-62_135_596_800_000, "0001-01-01T00:00:00Z"),
    (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
  ])
  func `an instant is printed as every other program prints it`(number: Int64, text: String) {
    #expect(Instant(milliseconds: number).text(.utc) == text)
    #expect(Instant(text, offset: .china) == Instant(milliseconds: number))
  }

  @Test func `a printed instant is read as the same instant at every offset`() {
    var random = Seeded(3)
    for _ in 0..<5000 {
      let day = Int64(random.number(-719_160...2_932_890))
      let instant = Instant(milliseconds: day * 86_400_000 + Int64(random.number(0...86_399_999)))
      let offset = UTCOffset(minutes: random.number(-1080...1080))
      let text = instant.text(offset)
      #expect(Instant(text, offset: .utc) == instant, "\(text)")
      #expect(UTCOffset(offset.text) == offset)
      #expect(Instant(instant.local(offset), offset) == instant)
      #expect(
        text.replacing("T", with: " ") == text
          || Instant(text.replacing("T", with: " "), offset: .utc) == instant)
    }
  }

  @Test(arguments: [
    ("2019-04-24", "2019-04-24T00:00:00+08:00"), ("2019/4/24 9:30", "2019-04-24T09:30:00+08:00"),
    ("20190424T0930", nil), ("2019-04-24 09:30:05.25", "2019-04-24T09:30:05.250+08:00"),
    ("2019-04-24t09:30:05.123456789z", "2019-04-24T17:30:05.123+08:00"),
    ("2019-04-24T00:30:00-0330", "2019-04-24T12:00:00+08:00"),
    ("2019-04-24T23:59:59+08:00", "2019-04-24T23:59:59+08:00"),
  ])
  func `a text without an offset is taken at the one given`(text: String, china: String?) {
    #expect(Instant(text, offset: .china)?.text(.china) == china)
  }

  @Test(arguments: [
    "", "T", " ", "now", "2019-04-24T", "2019-04-24 ", "2019-04-24T24:00", "2019-04-24T23:60",
    "2019-04-24T23:59:60", "2019-04-24T23", "2019-04-24T123:00", "2019-04-24T12:00:00.",
    "2019-04-24T12:00:00.1234567890", "2019-04-24T12:00:00,5", "2019-04-24T12:00:00+",
    "2019-04-24T12:00:00Z8", "2019-04-24T12:00:00+08:00Z", "2019-04-24T12:00:00+08:00 ",
    "2019-04-24T-1:00", "2019-04-24T12:00:00++0800", "2019-02-30T12:00", "T12:00:00Z",
    "2019-04-24T１２:00", "2019-04-24T12:00:00.٣", "2019-04-24T12:\u{0301}00", "1556091604",
    "0000-12-31T23:59:59Z", "2019-04-24T12:00\u{0}",
  ])
  func `a text that names no moment is refused`(text: String) {
    #expect(Instant(text, offset: .china) == nil)
  }

  @Test(arguments: [
    "+18:01", "-18:30", "+19:00", "+08:60", "+8:00", "+0:800", "+:0800", "+0800:", "+08::00",
    "08:00",
    "+080", "+08000", "", "+", "UTC", "+０8:00", "+08:00 ", "−08:00", "+\u{0301}08:00",
  ])
  func `a text that is no offset is refused`(text: String) {
    #expect(UTCOffset(text) == nil)
  }

  @Test(arguments: [("Z", 0), ("z", 0), ("+08:00", 480), ("-0330", -210), ("+18:00", 1080)])
  func `an offset is read with and without its colon`(text: String, minutes: Int) {
    #expect(UTCOffset(text)?.minutes == minutes)
  }

  @Test(arguments: [Int64.min, .min + 1, .max - 1, .max])
  func `the ends of the time line have a local reading too`(number: Int64) {
    for minutes in [-1080, -1, 0, 480, 1080] {
      let local = Instant(milliseconds: number).local(UTCOffset(minutes: minutes))
      #expect((0..<86_400_000).contains(local.millisecondOfDay))
      #expect(!Instant(milliseconds: number).text(UTCOffset(minutes: minutes)).isEmpty)
    }
  }

  @Test func `advancing stays within the range and in order`() {
    #expect(Instant(milliseconds: .max).advanced(byMilliseconds: 1).milliseconds == .max)
    #expect(Instant(milliseconds: .min).advanced(byMilliseconds: -1).milliseconds == .min)
    #expect(Instant(milliseconds: 5).advanced(byMilliseconds: -7).milliseconds == -2)
    #expect(Instant(milliseconds: -1) < Instant(milliseconds: 0))
  }

  @Test func `a date before 1970 has a time of day that counts forwards`() {
    let local = Instant(milliseconds: -1).local(.utc)
    #expect(local.date.text == "1969-12-31")
    #expect(local.millisecondOfDay == 86_399_999)
    #expect(Instant(milliseconds: -60_001).minuteText(.utc) == "1969-12-31 23:58")
    #expect((-7 as Int64).floorDivided(by: 2) == -4)
    #expect((Int64.min).floorDivided(by: 1) == .min)
  }

  @Test func `random texts never bring the readers down`() {
    var random = Seeded(4)
    let alphabet = Array("0123456789-/:. TZz+−年é\u{0301}\u{1F600}\u{0}")
    for _ in 0..<20_000 {
      let text = String(
        (0..<random.number(0...24)).map { _ in alphabet.randomElement(using: &random) ?? "0" })
      if let instant = Instant(text, offset: .china) {
        #expect(Instant(instant.text(.china), offset: .utc) == instant, "\(text)")
      }
      if let offset = UTCOffset(text) { #expect(UTCOffset(offset.text) == offset, "\(text)") }
      if let date = CivilDate(text) { #expect(CivilDate(date.text) == date, "\(text)") }
      if let time = millisecondOfDay(text) { #expect((0..<86_400_000).contains(time), "\(text)") }
    }
  }
}
