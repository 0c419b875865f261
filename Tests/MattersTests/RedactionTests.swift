import Kernel
import Testing

@testable import Matters

@Suite struct RedactionTests {
  @Test(arguments: RedactionCase.all)
  func `what is personal is struck and the rest stays`(example: RedactionCase) {
    #expect(example.redactor.redact(example.text).text == example.left)
  }

  @Test(arguments: RedactionCase.all)
  func `striking twice strikes no more and leaves nothing`(example: RedactionCase) {
    let once = example.redactor.redact(example.text)
    let twice = example.redactor.redact(once.text)
    #expect(twice.text == once.text)
    #expect(twice.strikes.isEmpty)
    #expect(example.redactor.residue(in: once.text) == nil)
    let isWhole = once.strikes.isEmpty
    #expect((example.redactor.residue(in: example.text) == nil) == isWhole)
  }

  @Test(arguments: RedactionCase.all)
  func `strikes lie in the text, in order and apart`(example: RedactionCase) {
    let redaction = example.redactor.redact(example.text)
    var end = 0
    for strike in redaction.strikes {
      #expect(strike.offset >= end && strike.length > 0)
      end = strike.offset + strike.length
    }
    #expect(end <= example.text.unicodeScalars.count)
    #expect(redaction.strikes.isEmpty == (redaction.text == example.text))
  }

  @Test func `a strike tells its kind, place and length, not its words`() {
    let text = "王\u{200B}建国：１３８ 0000 1234\u{200D}，鲁B12345"
    let strikes = Redactor(names: ["王建国"]).redact(text).strikes
    #expect(
      strikes == [
        Strike(.name, offset: 0, length: 4), Strike(.phone, offset: 5, length: 14),
        Strike(.plate, offset: 20, length: 7),
      ])
  }

  @Test func `a round that cuts into an earlier one counts each place once`() {
    let redaction = Redactor().redact("联系人 张伟光 13800001234")
    #expect(redaction.strikes.map(\.kind) == [.name, .phone])
    #expect(redaction.strikes.map(\.offset) == [4, 8])
  }

  @Test func `what is left is told with its kind and words`() {
    let left = Redactor(names: ["王建国"]).residue(in: "路灯坏了，联系138 0000 1234或王建国")
    #expect(left == Residue(kind: .phone, words: "138 0000 1234"))
    #expect(left?.kind.text.chinese == "电话号码")
    #expect(left?.kind.text.english == "a telephone number")
    #expect(Redactor().residue(in: "路灯坏了，请拨12345") == nil)
    let long = Redactor().residue(in: String(repeating: "7", count: 500))
    #expect(long?.words.count == Residue.wordsMax)
  }

  @Test(arguments: Strike.Kind.allCases)
  func `a mark is no personal data, wherever it stands`(kind: Strike.Kind) {
    for text in [kind.mark, "住" + kind.mark + "号", "电话" + kind.mark + kind.mark] {
      #expect(Redactor().redact(text).text == text)
    }
  }

  @Test(arguments: [
    "电话13800001234", "电话138－0000－1234", "（0532）8888 8888", "0532—88888888",
    "身份证37020219900101123X", "微信号1234567", "王建国来电", "住海棠小区3号楼501",
  ])
  func `the last check before publication refuses`(text: String) {
    #expect(Redactor(names: ["王建国"]).residue(in: text) != nil)
  }

  @Test(arguments: [
    "王先生/女士来电：路灯不亮，9月30日前更换。", "12345热线", "第123456号", "2022年9月30日，共3盏", "路灯已修", "",
  ])
  func `the last check before publication lets through`(text: String) {
    #expect(Redactor(names: ["王建国"]).residue(in: text) == nil)
  }

  @Test func `more names than the most are left out`() {
    let names = (0..<Redactor.ownMax).map { "佚名\($0)甲" } + ["王建国"]
    #expect(Redactor(names: names).redact("致王建国").text == "致王建国")
    #expect(Redactor(names: names.suffix(1)).redact("致王建国").text == "致王先生/女士")
  }
}
