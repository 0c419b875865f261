/// Views of one list beside each other, each with how much is in it.
public struct Tabs: Component {
  public struct Tab: Sendable {
    let label: String
    let path: String
    let count: String?
    let icon: Icon?
    let isChosen: Bool

    public init(
      _ label: String, to path: String, count: Int64? = nil, icon: Icon? = nil,
      isChosen: Bool = false
    ) {
      self.init(
        label, to: path, words: count.map { String($0) }, icon: icon, isChosen: isChosen)
    }

    /// - Parameter words: how much is in it, where that was counted up to a bound: `100+`.
    public init(
      _ label: String, to path: String, words: String?, icon: Icon? = nil, isChosen: Bool = false
    ) {
      self.label = label
      self.path = path
      count = words
      self.icon = icon
      self.isChosen = isChosen
    }
  }

  private let label: String
  private let tabs: [Tab]

  /// - Parameter label: what the tabs divide, for whoever hears the page.
  public init(_ label: String, _ tabs: [Tab]) {
    self.label = label
    self.tabs = tabs
  }

  public var html: HTML {
    let items = tabs.map { tab -> HTML in
      let count: HTML =
        tab.count.map { " <span class=\"count\">\($0)</span>" } ?? .nothing
      let tone = tab.icon.map { " tab-\($0.rawValue)" }
      return """
        <li><a class="tab\(tone ?? "")" href="\(tab.path)"\
        \(HTML.attribute("aria-current", tab.isChosen ? "page" : nil))>\
        \(tab.icon?.html ?? .nothing)\(tab.label)\(count)</a></li>
        """
    }
    return "<nav class=\"tabs\" aria-label=\"\(label)\"><ul>\(items)</ul></nav>\n"
  }
}

/// Leads on through a list that goes by key: to its beginning and to what follows.
public struct Pager: Component {
  private let first: Button?
  private let next: Button?

  /// - Parameters:
  ///   - first: the path of the beginning; nil where it is shown.
  ///   - next: the path of what follows; nil at the end.
  public init(first: (label: String, path: String)?, next: (label: String, path: String)?) {
    self.first = first.map { Button($0.label, icon: .back, to: $0.path) }
    self.next = next.map { Button($0.label, icon: .next, to: $0.path) }
  }

  public var html: HTML {
    if first == nil && next == nil { return .nothing }
    return """
      <nav class="pager">\(first?.html ?? .nothing)\(next?.html ?? .nothing)</nav>

      """
  }
}
