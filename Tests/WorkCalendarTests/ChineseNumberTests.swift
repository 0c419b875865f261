import Testing

@testable import WorkCalendar

@Suite struct ChineseNumberTests {
  /// The number as one writes it.
  private func written(_ number: Int) -> String {
    let digits = Array("零一二三四五六七八九")
    var text = ""
    var zero = false
    for (power, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
      let digit = number / power % 10
      if digit == 0 {
        zero = !text.isEmpty
        continue
      }
      if zero { text += "零" }
      zero = false
      text += power == 10 && digit == 1 && text.isEmpty ? name : String(digits[digit]) + name
    }
    return text
  }

  @Test func `every number from 1 to 9999 is read as it is written`() {
    for number in 1...9999 {
      #expect(ChineseNumber.value(Array(written(number))) == number, "\(written(number))")
    }
  }

  @Test(arguments: ["零", "一二", "一百二", "百", "十十", "一千百", "零五", "一百十百", "五零", "一千五十", ""])
  func `numbers not written in full are not read`(text: String) {
    #expect(ChineseNumber.value(Array(text)) == nil)
  }
}
