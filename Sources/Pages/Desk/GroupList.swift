public import Kernel
public import Matters

/// The groups of a desk beside each other, each with how much waits in it.
struct GroupList: Component {
  let groups: [(group: WaitingGroup, count: WaitingCount)]
  let chosen: WaitingGroup?
  let language: Language

  var html: HTML {
    let items = groups.map { group, count -> HTML in
      let current = HTML.attribute("aria-current", group == chosen ? "page" : nil)
      let late: HTML =
        count.red == 0
        ? .nothing
        : """
        <span class="heap-late">\(Icon.red)\
        \(DeskWords.overdue.filled(["count": GroupList.words(count.red)], language))</span>
        """
      let style: HTML = count.total == 0 ? " heap-empty" : .nothing
      return """
        <li><a class="heap\(style)" href="/?group=\(group.rawValue)"\(current)>\
        <span class="heap-name">\(WaitingWords.name(group)[language])</span>\
        <span class="heap-count">\(GroupList.words(count))</span>\(late)</a></li>
        """
    }
    return """
      <nav class="heaps" aria-label="\(DeskWords.groups[language])"><ul>\(items)</ul></nav>

      """
  }

  static func words(_ count: WaitingCount) -> String {
    "\(count.total)" + (count.isMore ? "+" : "")
  }

  /// A number that was counted up to the bound and one.
  static func words(_ count: Int) -> String {
    count > WaitingCount.most ? "\(WaitingCount.most)+" : "\(count)"
  }
}
