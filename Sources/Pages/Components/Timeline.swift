/// What happened, one thing under the other, with what it changed.
public struct Timeline: Component {
  /// A value that became another.
  public struct Change: Sendable {
    let name: String
    let before: String?
    let after: String

    /// - Parameter before: nil where there was nothing before.
    public init(_ name: String, from before: String?, to after: String) {
      self.name = name
      self.before = before
      self.after = after
    }
  }

  public struct Item: Sendable {
    let time: String
    let title: String
    let who: String
    let changes: [Change]
    let detail: HTML
    let tone: Tile.Tone

    /// - Parameters:
    ///   - time: as it is read, such as `2026-05-28 09:10`.
    ///   - detail: what was said, below the title.
    public init(
      time: String, title: String, who: String, changes: [Change] = [], detail: HTML = .nothing,
      tone: Tile.Tone = .plain
    ) {
      self.time = time
      self.title = title
      self.who = who
      self.changes = changes
      self.detail = detail
      self.tone = tone
    }
  }

  private let items: [Item]

  public init(_ items: [Item]) { self.items = items }

  public var html: HTML {
    let lines = items.map { item -> HTML in
      """
      <li class="event event-\(item.tone.rawValue)"><time>\(item.time)</time> <b>\(item.title)</b> \
      <small>\(item.who)</small>\(changes(item.changes))\(item.detail)</li>

      """
    }
    return items.isEmpty ? .nothing : "<ol class=\"timeline\">\n\(lines)</ol>\n"
  }

  private func changes(_ changes: [Change]) -> HTML {
    if changes.isEmpty { return .nothing }
    let lines = changes.map { change -> HTML in
      let before: HTML = change.before.map { "<del>\($0)</del> → " } ?? .nothing
      return "<li>\(change.name) \(before)<ins>\(change.after)</ins></li>"
    }
    return "<ul class=\"changes\">\(lines)</ul>"
  }
}
