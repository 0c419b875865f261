import Expression
import Testing

@Suite struct TimeTests {
  func value(_ source: String) throws -> Value {
    try Environment().compile(source).evaluate()
  }

  @Test func `every day of the calendar is read and written alike`() throws {
    var previous: Int64 = -62_135_596_800 - 86_400 * 97
    while previous < 253_402_300_799 - 86_400 * 97 {
      previous += 86_400 * 97
      let time = try #require(Timestamp(seconds: previous))
      #expect(Timestamp(time.description) == time)
    }
    #expect(Timestamp(seconds: 951_782_400)?.description == "2000-02-29T00:00:00Z")
  }

  @Test func `texts that are no timestamp are refused`() {
    for text in [
      "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01",
      "2024-01-01T00:00:00", "2024-01-01T00:00:00.Z", "2024-01-01T00:00:00+8:00", "",
      "2024-01-01T00:00:00.1234567890Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59-01:00",
    ] {
      #expect(Timestamp(text) == nil, "\(text)")
    }
  }

  @Test func `durations are read in all units`() {
    for (text, nanoseconds) in [
      ("1h30m", 5_400_000_000_000), ("-1.5s", -1_500_000_000), ("250ms", 250_000_000),
      ("10us", 10_000), ("7ns", 7), ("0", 0), ("1m0.5s", 60_500_000_000), (".5s", 500_000_000),
      ("-9223372036.854775808s", Int64.min),
    ] {
      #expect(TimeSpan(text)?.nanoseconds == nanoseconds, "\(text)")
    }
    for text in ["", "1", "s", "1x", "-", "1h-1m", "9223372036.854775808s", "1.s2"] {
      #expect(TimeSpan(text) == nil, "\(text)")
    }
  }

  @Test func `a fixed offset shifts the parts and a named zone needs a table`() throws {
    let time = "timestamp('2024-02-28T20:30:00Z')"
    #expect(try value("\(time).getDate('+08:00')") == 29)
    #expect(try value("\(time).getHours('-02:30')") == 18)
    #expect(try value("\(time).getDayOfWeek()") == 3)
    let error = #expect(throws: ExpressionError.self) {
      try value("\(time).getDate('Asia/Shanghai')")
    }
    #expect(error?.message.contains("needs a table") == true)
    let environment = Environment(zoneOffset: { $0 == "Asia/Shanghai" && $1 > 0 ? 28_800 : nil })
    let date = try environment.compile("\(time).getDate('Asia/Shanghai')").evaluate()
    #expect(date == 29)
  }
}
