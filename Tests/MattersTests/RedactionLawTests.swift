import Testing

@testable import Matters

/// What must hold for every text, tried on seeded chance.
@Suite struct RedactionLawTests {
  /// Chance that is the same at each run.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ (state >> 29)) &* 0xBF58_476D_1CE4_E5B9
    }
  }

  private func check(_ text: String, _ redactor: Redactor) {
    let once = redactor.redact(text)
    #expect(redactor.residue(in: once.text) == nil, "\(text.debugDescription)")
    let twice = redactor.redact(once.text)
    #expect(twice.text == once.text, "\(text.debugDescription)")
    #expect(twice.strikes.isEmpty, "\(text.debugDescription)")
    var end = 0
    for strike in once.strikes {
      #expect(strike.offset >= end && strike.length > 0, "\(text.debugDescription)")
      end = strike.offset + strike.length
    }
    #expect(end <= text.unicodeScalars.count)
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `examples one after the other leave nothing`(seed: UInt64) {
    var dice = Dice(state: seed)
    for _ in 0..<60 {
      let picked = (0..<5).compactMap { _ in RedactionCase.all.randomElement(using: &dice) }
      let sign = ["", "，", " ", "\n", "的", "1", "王"].randomElement(using: &dice) ?? ""
      let redactor = Redactor(
        names: picked.flatMap(\.names), addresses: picked.flatMap(\.addresses))
      check(picked.map(\.text).joined(separator: sign), redactor)
    }
  }

  private static let signs = """
    0123456789一二三〇零幺138OlXx-—.·（） ，。、：:/@#号楼栋座单元室户层路村组院区住家我叫是联系人姓名
    王李张伟建国先生女士主任电话微信qQ鲁BD出年月日甲之附转某［］
    """

  private static let bricks =
    Array(signs)
    .map(String.init) + [
      "\u{200B}", "\u{202E}", "\u{301}", "😀", "👨‍👩‍👧", "\u{FE0F}", "\u{20E3}", "\u{0}", "\u{E000}",
      "\u{1F1E8}", "\u{10FFFF}", "①", "٣", "３", "［电话］", "某楼某户", "13800001234", "3号楼", "501室",
    ]

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `texts of chance leave nothing and stop nothing`(seed: UInt64) {
    var dice = Dice(state: seed &* 77)
    let owns = ["王建国", "Smith", "先", "某楼", "王先", "女士王", "市民王", "李先生", "1380", "某某某"]
    for _ in 0..<400 {
      let count = Int.random(in: 0...30, using: &dice)
      let text = (0..<count).map { _ in Self.bricks.randomElement(using: &dice) ?? "" }.joined()
      check(text, Redactor())
      let name = owns.randomElement(using: &dice) ?? ""
      check(text + name + text, Redactor(names: [name, "王建国"], addresses: [text, name + text]))
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `bytes of chance stop nothing`(seed: UInt64) {
    var dice = Dice(state: seed &* 991)
    for _ in 0..<200 {
      let bytes = (0..<60).map { _ in UInt8.random(in: .min ... .max, using: &dice) }
      check(String(decoding: bytes, as: UTF8.self), Redactor(names: ["王建国"]))
      let scalars = (0..<40).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &dice))
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      check(String(view), Redactor(names: [String(view)], addresses: [String(view)]))
    }
  }

  static let floods = [
    "7", "1 ", "1-", "-", " ", "一", "1😀", "😀", "\u{200B}", "\u{301}", "@", "a@", "3号楼", "1、", "鲁",
    "鲁B", "鲁B1 ", "QQ", "QQ:", "王", "张伟", "我叫", "2-3-", "12-", "O", "1O", "路1", "·", "王·", "转",
    "20220905",
    "出生", "年1", "号", "1号", "甲", "［电话］", "138",
  ]

  @Test(arguments: floods)
  func `a flood takes time in proportion`(brick: String) {
    let size = 20_000
    let text = String(repeating: brick, count: size / brick.unicodeScalars.count)
    let redactor = Redactor(names: ["王建国", brick + brick], addresses: [text])
    var once = redactor.redact("")
    let time = ContinuousClock().measure { once = redactor.redact(text) }
    #expect(redactor.residue(in: once.text) == nil)
    // Alone a debug build takes two seconds at most; quadratic time would take minutes.
    #expect(time < .seconds(40))
  }
}
