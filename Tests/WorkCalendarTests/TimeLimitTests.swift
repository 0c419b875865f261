import Kernel
import Testing

@testable import WorkCalendar

@Suite struct TimeLimitTests {
  @Test(
    arguments: [
      ("2紧急工作时", 2000, TimeLimit.Unit.emergencyHour), ("1紧急工作日", 1000, .emergencyDay),
      ("4小时", 4000, .hour), ("4时", 4000, .hour), ("15天", 15_000, .day), ("15日", 15_000, .day),
      ("3个自然日", 3000, .day), ("15个工作日", 15_000, .workingDay), ("15工作日", 15_000, .workingDay),
      ("4工作时", 4000, .workingHour), ("4个工作小时", 4000, .workingHour), ("30分钟", 30_000, .minute),
      ("2周", 2000, .week), ("3个月", 3000, .month), ("1年", 1000, .year),
      ("两小时", 2000, .hour), ("十五天", 15_000, .day), ("二十天", 20_000, .day),
      ("一百零五个工作日", 105_000, .workingDay), ("半天", 500, .day), ("半个工作日", 500, .workingDay),
      ("一个半小时", 1500, .hour), ("两天半", 2500, .day), ("1.25小时", 1250, .hour),
      ("3天内", 3000, .day), ("3个工作日以内", 3000, .workingDay),
      ("  1 紧急 工作时\n", 1000, .emergencyHour), ("15 个 工作日", 15_000, .workingDay),
      ("3 working days", 3000, .workingDay), ("1 Emergency Hour", 1000, .emergencyHour),
      ("0.5 days", 500, .day), ("２4小时", 24_000, .hour),
    ])
  func `the words of a column of limits are read`(
    words: String, thousandths: Int, unit: TimeLimit.Unit
  ) throws {
    let limit = try TimeLimit(words: words)
    #expect(limit.thousandths == thousandths && limit.unit == unit && limit.remark == "")
  }

  @Test(arguments: [
    ("1紧急工作时制止", "制止"), ("1紧急工作时,制止、恢复。", "制止、恢复"), ("3天内完成", "内完成"),
    ("2天半价", "半价"), ("1 hour stop", "stop"), ("4小时(含夜间)", "(含夜间)"),
  ])
  func `what follows a limit is its remark`(words: String, remark: String) throws {
    #expect(try TimeLimit(words: words).remark == remark)
  }

  @Test(arguments: [
    ("", TimeLimitError.Reason.empty), (" \n", .empty), ("尽快", .amountExpected),
    ("天", .amountExpected),
    ("5", .unitExpected), ("5件", .unitExpected), ("3-5天", .unitExpected), ("3月", .unitExpected),
    ("0天", .amountInvalid), ("100001天", .amountInvalid), ("9999999999天", .amountInvalid),
    ("1.2345天", .amountInvalid), ("1.天", .amountInvalid), ("1.2.3天", .amountInvalid),
    ("一二天", .amountInvalid), ("一百二天", .amountInvalid), ("3个半天", .halfAmbiguous),
    ("一个半月", .wholeNumberExpected), ("1.5年", .wholeNumberExpected), ("4小时8小时", .secondLimit),
    ("3天5小时", .secondLimit), ("种植季节15工作日", .seasonGiven), ("-5天", .amountExpected),
    (String(repeating: "长", count: 201), .tooLong),
  ])
  func `bad words are refused with what was expected`(
    words: String, reason: TimeLimitError.Reason
  ) throws {
    let error = #expect(throws: TimeLimitError.self) { try TimeLimit(words: words) }
    #expect(error?.reason == reason)
    #expect(error?.text.english.contains(reason.expected.english) == true)
    #expect(error?.text.chinese.contains(reason.expected.chinese) == true)
  }

  @Test func `words are printed in one canonical form`() throws {
    let cases = [
      ("十五工作日", "15个工作日", "15 working days"), ("一个工作日", "1个工作日", "1 working day"),
      ("半日", "0.5天", "0.5 days"), ("1紧急工作时 制止", "1紧急工作时制止", "1 emergency hour 制止"),
    ]
    for (words, chinese, english) in cases {
      let printed = try TimeLimit(words: words).words
      #expect(printed.chinese == chinese)
      #expect(printed.english == english)
    }
  }

  @Test(arguments: TimeLimit.Unit.allCases)
  func `every unit and amount reads back what it prints`(unit: TimeLimit.Unit) throws {
    var random = SplitMix64(seed: 11)
    for _ in 0..<300 {
      let isWhole = unit == .month || unit == .year || Bool.random(using: &random)
      let amount = Int.random(in: 1...(isWhole ? 100_000 : 100_000_000), using: &random)
      for remark in ["", "制止", "半价", "内完成", "stop"] {
        let limit = try #require(
          TimeLimit(thousandths: isWhole ? amount * 1000 : amount, unit: unit, remark: remark))
        #expect(try TimeLimit(words: limit.words.chinese) == limit)
        #expect(try TimeLimit(words: limit.words.english) == limit)
      }
    }
  }

  @Test func `an amount that cannot be has no value`() {
    #expect(TimeLimit(0, .day) == nil)
    #expect(TimeLimit(-1, .day) == nil)
    #expect(TimeLimit(.max, .day) == nil)
    #expect(TimeLimit(thousandths: 1500, .month) == nil)
    #expect(TimeLimit(thousandths: 1500, .workingDay)?.words.chinese == "1.5个工作日")
  }

  @Test func `random words never do more than throw`() {
    var random = SplitMix64(seed: 5)
    let alphabet = Array("1半两十百零个工作日时天小紧急内,;、 .\n夏季非其他ahour s５")
    for _ in 0..<20_000 {
      let length = Int.random(in: 0...12, using: &random)
      let words = String((0..<length).compactMap { _ in alphabet.randomElement(using: &random) })
      guard let limit = try? SeasonalLimit(words: words) else { continue }
      #expect((try? SeasonalLimit(words: limit.words.chinese)) == limit, "\(words)")
      #expect((try? SeasonalLimit(words: limit.words.english)) == limit, "\(words)")
    }
  }
}
