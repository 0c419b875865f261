public import City
public import Kernel
public import Matters
import Pack

/// The echo wall for everybody: calls in one column, echoes in the other.
public struct WallPage: Sendable {
  let calls: [EchoWall.Entry]
  let echoes: [EchoWall.Entry]
  let city: City
  let language: Language

  public init(
    calls: [EchoWall.Entry], echoes: [EchoWall.Entry], city: City, language: Language
  ) {
    self.calls = calls
    self.echoes = echoes
    self.city = city
    self.language = language
  }

  public var content: HTML {
    """
    <h1>\(Words.wall[language])</h1>
    <h2>\(Words.calls[language])</h2>\(column(calls))
    <h2>\(Words.echoes[language])</h2>\(column(echoes))
    """
  }

  private func column(_ entries: [EchoWall.Entry]) -> HTML {
    if entries.isEmpty { return "<p class=\"empty\">\(Words.wallEmpty[language])</p>" }
    let items = entries.map { entry -> HTML in
      """
      <article><p class="words">\(entry.publication)</p>\
      <p><small>\(entry.issue) \(entry.at.minuteText(city.pack.offset))</small></p></article>
      """
    }
    return "\(items)"
  }
}

/// What an editor chooses from, with personal data struck out.
public struct DraftsPage: Sendable {
  let drafts: [EchoWall.Draft]
  let waiting: [EchoWall.Entry]
  let language: Language

  public init(drafts: [EchoWall.Draft], waiting: [EchoWall.Entry], language: Language) {
    self.drafts = drafts
    self.waiting = waiting
    self.language = language
  }

  public var content: HTML {
    let body: HTML =
      drafts.isEmpty
      ? "<p class=\"empty\">\(Words.draftsEmpty[language])</p>" : "\(drafts.map(draft))"
    let late = waiting.map { entry -> HTML in
      "<li><span class=\"number\">\(entry.number)</span> \(entry.publication)</li>"
    }
    let list: HTML =
      waiting.isEmpty
      ? "" : "<h2>\(Words.waitingEchoes[language])</h2><ul>\(late)</ul>"
    return "<h1>\(Words.drafts[language])</h1>\(body)\(list)"
  }

  private func draft(_ draft: EchoWall.Draft) -> HTML {
    let struck = draft.strikes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let undated: HTML =
      draft.undated.map { "<p><b>\(Words.undated[language])</b> \($0)</p>" } ?? ""
    return """
      <article><h2>\(draft.title)</h2><p class="number">\(draft.number) \(draft.caller)</p>
      <p class="words">\(draft.text)</p><p class="words">\(draft.reply)</p>\(undated)
      <p><small>\(Words.struck[language]) \(struck.joined(separator: ", "))</small></p></article>
      """
  }
}

extension Words {
  static let wall = Text(zh: "回音壁", en: "Echo wall")
  static let calls = Text(zh: "来电摘登", en: "Calls")
  static let echoes = Text(zh: "回音", en: "Echoes")
  static let wallEmpty = Text(
    zh: "还没有摘登。编辑在“待编稿件”里选稿。",
    en: "Nothing is published yet. Editors choose from the drafts.")
  static let drafts = Text(zh: "待编稿件", en: "Drafts")
  static let draftsEmpty = Text(
    zh: "没有待编的稿件。可用 baodao matter do SelectMatter 选入一件。",
    en: "There are no drafts. Choose a matter with “baodao matter do SelectMatter”.")
  static let waitingEchoes = Text(zh: "摘登七天还没有回音", en: "Published for seven days without an echo")
  static let undated = Text(zh: "答复里有承诺没有写期限：", en: "The reply promises something without a date:")
  static let struck = Text(zh: "已抹去：", en: "Struck out:")
}
