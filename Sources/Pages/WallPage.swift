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

  public static let title = WallWords.wall

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
    <h1>\(WallWords.wall[language])</h1>
    <div class="columns columns-even">\(column(WallWords.calls, calls))\
    \(column(WallWords.echoes, echoes))</div>
    """
  }

  private func column(_ title: Text, _ entries: [EchoWall.Entry]) -> HTML {
    let items = entries.map { entry -> HTML in
      """
      <article class="card"><p class="words">\(entry.publication)</p>\
      <p><small>\(WallWords.issue[language]) \(entry.issue) · \
      <time>\(entry.at.minuteText(city.pack.offset))</time></small></p></article>

      """
    }
    let empty = EmptyState(WallWords.emptyTitle[language], advice: WallWords.empty[language])
    return """
      <section><h2>\(title[language])</h2>
      \(entries.isEmpty ? empty.html : "\(items)")</section>

      """
  }
}

/// What an editor chooses from, with personal data struck out.
public struct DraftsPage: Sendable {
  let drafts: [EchoWall.Draft]
  let waiting: [EchoWall.Entry]
  let language: Language

  public static let title = WallWords.drafts

  public init(drafts: [EchoWall.Draft], waiting: [EchoWall.Entry], language: Language) {
    self.drafts = drafts
    self.waiting = waiting
    self.language = language
  }

  public var content: HTML {
    let empty = EmptyState(
      WallWords.draftsEmptyTitle[language], advice: WallWords.draftsEmpty[language])
    let body: HTML = drafts.isEmpty ? empty.html : "\(drafts.map(draft))"
    let late = waiting.map { entry -> HTML in
      "<li><span class=\"number\">\(entry.number)</span> \(entry.publication)</li>"
    }
    let list: HTML =
      waiting.isEmpty
      ? .nothing : "\(Card(WallWords.waiting[language], "<ul class=\"plain\">\(late)</ul>"))"
    return "<h1>\(WallWords.drafts[language])</h1>\n\(body)\(list)"
  }

  private func draft(_ draft: EchoWall.Draft) -> HTML {
    let struck = draft.strikes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let undated: HTML =
      draft.undated.map { "\(Notice(.caution, WallWords.undated[language], "<p>\($0)</p>"))" }
      ?? .nothing
    let note: HTML =
      struck.isEmpty
      ? .nothing
      : "<p><small>\(WallWords.struck[language]) \(struck.joined(separator: ", "))</small></p>"
    return """
      <article class="card"><h2>\(draft.title)</h2><p class="under"><span class="number">\
      \(draft.number)</span> \(draft.caller)</p>
      <h3>\(WallWords.request[language])</h3><p class="words">\(draft.text)</p>
      <h3>\(WallWords.reply[language])</h3><p class="words">\(draft.reply)</p>
      \(undated)\(note)</article>

      """
  }
}
