import Kernel
import Testing

@testable import Pages

/// Limits as readers of both languages read them.
struct LimitTextTests {
  @Test(arguments: [
    ("30分钟", "30 minutes"), ("1个工作日", "1 working day"), ("4工作时", "4 working hours"),
    ("1紧急工作时", "1 emergency hour"), ("15个工作日", "15 working days"),
  ])
  func `a limit reads as its language writes it`(chinese: String, english: String) {
    #expect(LimitText.text(chinese, .chinese) == chinese)
    #expect(LimitText.text(chinese, .english) == english)
  }

  @Test func `what depends on the season stays as the rule words it`() {
    #expect(LimitText.text("夏季4小时，冬季8小时", .english) == "夏季4小时，冬季8小时")
  }
}
