import Kernel
import Testing
import WorkCalendar

@Suite struct SeasonalLimitTests {
  private func seasons() throws -> [String: Season] {
    [
      "种植季节": try #require(Season("03-15/05-31")), "夏季": try #require(Season("05-01/09-30")),
      "冬季": try #require(Season("11-15/03-14")),
    ]
  }

  @Test(arguments: [
    ("种植季节15工作日,非种植季节30天", "2024-03-15", "15个工作日"),
    ("种植季节15工作日,非种植季节30天", "2024-06-01", "30天"),
    ("夏季4小时,冬季8小时,其他6小时", "2024-09-30", "4小时"),
    ("夏季4小时,冬季8小时,其他6小时", "2024-01-01", "8小时"),
    ("夏季4小时;冬季八小时;其余6小时", "2024-03-15", "6小时"),
    ("4小时制止、恢复,冬季8小时", "2024-12-31", "8小时"),
    ("4小时制止、恢复,冬季8小时", "2024-06-01", "4小时制止、恢复"),
    ("夏季4小时冬季8小时", "2024-02-29", "8小时"), ("夏季:4小时\n冬季:8小时", "2024-02-29", "8小时"),
    ("15天", "2024-06-01", "15天"),
  ])
  func `the limit of the season holds`(words: String, day: String, holds: String) throws {
    let limit = try SeasonalLimit(words: words)
    #expect(try limit.limit(on: try date(day), seasons: seasons()).words.chinese == holds)
    #expect(try SeasonalLimit(words: limit.words.chinese) == limit)
    #expect(try SeasonalLimit(words: limit.words.english) == limit)
  }

  @Test func `a limit without a season is plain`() throws {
    #expect(try SeasonalLimit(words: "1紧急工作时\n").limit == limit("1紧急工作时"))
    #expect(try SeasonalLimit(words: "夏季4小时").limit == nil)
  }

  @Test func `a season that the pack does not know is a problem`() throws {
    let limit = try SeasonalLimit(words: "夏季4小时,雨季8小时")
    let problem = try #require(throws: Problem.self) {
      try limit.limit(on: try date("2024-06-01"), seasons: try seasons())
    }
    #expect(problem.kind == .seasonUnknown)
    #expect(problem.text(.chinese).contains("雨季"))
  }

  @Test func `a date that no branch holds is a problem`() throws {
    let limit = try SeasonalLimit(words: "种植季节15工作日")
    let problem = try #require(throws: Problem.self) {
      try limit.limit(on: try date("2024-06-01"), seasons: try seasons())
    }
    #expect(problem.kind == .seasonNone)
    #expect(problem.text(.english).contains("种植季节15个工作日"))
  }

  @Test(arguments: [
    ("4小时,8小时", TimeLimitError.Reason.seasonExpected), ("3-5天", .seasonInvalid),
    ("夏季4小时,夏季8小时", .seasonRepeated), ("4小时,其他8小时", .seasonRepeated), ("夏季", .amountExpected),
    ("夏季一二小时", .amountInvalid), ("上半年3天", nil), ("上半年半年", .wholeNumberExpected),
    (String(repeating: "夏季4小时,", count: 13), .branchesTooMany),
  ])
  func `bad words are refused`(words: String, reason: TimeLimitError.Reason?) throws {
    do {
      _ = try SeasonalLimit(words: words)
      #expect(reason == nil)
    } catch {
      #expect(error.reason == reason)
    }
  }

  @Test func `a season runs over New Year and holds both its ends`() throws {
    let winter = try #require(Season("11-15/03-14"))
    for day in ["2024-11-15", "2024-12-31", "2025-01-01", "2024-02-29", "2025-03-14"] {
      #expect(winter.contains(try date(day)))
    }
    for day in ["2024-11-14", "2024-03-15"] { #expect(!winter.contains(try date(day))) }
    #expect(winter.text == "11-15/03-14")
    for text in ["", "11-15", "02-30/03-01", "1-1/2-1", "11-15/03-14/05-05"] {
      #expect(Season(text) == nil)
    }
  }
}
