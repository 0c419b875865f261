/// Something that a person must read before going on.
public struct Notice: Component {
  public enum Tone: String, Sendable { case info, done, caution, wrong }

  private let tone: Tone
  private let title: String
  private let content: HTML

  public init(_ tone: Tone, _ title: String, _ content: HTML = .nothing) {
    self.tone = tone
    self.title = title
    self.content = content
  }

  public var html: HTML {
    let icon: Icon =
      switch tone {
      case .info: .info
      case .done: .green
      case .caution: .amber
      case .wrong: .red
      }
    // Only what went wrong interrupts whoever listens to the page.
    let role: HTML = tone == .wrong ? "alert" : "status"
    return """
      <div class="notice notice-\(tone.rawValue)" role="\(role)">\(icon)<div>\
      <p class="notice-title">\(title)</p>\(content)</div></div>

      """
  }
}

/// What stands where a list would be: that there is nothing, and what to do first.
public struct EmptyState: Component {
  private let title: String
  private let advice: String
  private let button: Button?

  public init(_ title: String, advice: String = "", button: Button? = nil) {
    self.title = title
    self.advice = advice
    self.button = button
  }

  public var html: HTML {
    let more: HTML = advice.isEmpty ? .nothing : "<p>\(advice)</p>"
    return """
      <div class="empty"><p class="empty-title">\(title)</p>\(more)\
      \(button?.html ?? .nothing)</div>

      """
  }
}

/// A part that opens when it is asked for.
public struct Disclosure: Component {
  private let title: String
  private let content: HTML
  private let isOpen: Bool

  public init(_ title: String, isOpen: Bool = false, _ content: HTML) {
    self.title = title
    self.content = content
    self.isOpen = isOpen
  }

  public var html: HTML {
    """
    <details class="disclosure"\(HTML.flag("open", isOpen))><summary>\(title)</summary>\
    <div class="disclosure-body">\(content)</div></details>

    """
  }
}
