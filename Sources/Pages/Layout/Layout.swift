import Assets
import Kernel

/// Puts a page's frame around its content.
public struct Layout: Sendable {
  private let frame: PageFrame

  public init(_ frame: PageFrame) { self.frame = frame }

  private var language: Language { frame.language }

  public func page(_ content: HTML) -> String {
    let page: HTML = """
      <!doctype html>
      <html lang="\(language == .chinese ? "zh-Hans" : "en")"\(looks)>
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title)</title>
      <link rel="stylesheet" href="\(Asset.stylesheet.path)">
      <link rel="icon" href="\(Asset.badge.path)" type="image/svg+xml">
      \(scripts)
      </head>
      <body\(words)>
      \(band)<div class="page">\(crumbs)\(flash)\
      <main id="content" tabindex="-1">\(content)</main></div>
      \(foot)
      \(KeyHelp(sections: frame.navigation.map(\.section), language: language))
      </body>
      </html>
      """
    return page.source
  }

  private var band: HTML {
    if frame.isScreen { return .nothing }
    return """
      <a class="skip" href="#content">\(FrameWords.skip[language])</a>
      <header class="band"><div class="band-row">\(brand)\(tools)</div>\(navigation)</header>

      """
  }

  private var foot: HTML {
    if frame.isScreen { return .nothing }
    return """
      <footer class="foot"><span>\(FrameWords.product[language]) \(frame.version)</span>\
      <span>\(frame.city)</span></footer>
      """
  }

  private var title: String {
    frame.city.isEmpty ? frame.title : frame.title + " · " + frame.city
  }

  private var looks: HTML {
    let theme = frame.theme == .system ? nil : "theme-" + frame.theme.rawValue
    let size = frame.textSize == .plain ? nil : "text-" + frame.textSize.rawValue
    let names = [theme, size, frame.isScreen ? "screen" : nil].compactMap { $0 }
    return HTML.attribute("class", names.isEmpty ? nil : names.joined(separator: " "))
  }

  private var scripts: HTML {
    HTML.joined(
      Asset.scripts.map { "<script src=\"\($0.path)\" defer></script>" }, by: "\n")
  }

  /// What the scripts say, for they hold no words of their own.
  private var words: HTML {
    """
    \(HTML.attribute("data-leave", ScriptWords.leave[language]))\
    \(HTML.attribute("data-restored", ScriptWords.restored[language]))\
    \(HTML.attribute("data-discard", ScriptWords.discard[language]))\
    \(HTML.attribute("data-copied", ScriptWords.copied[language]))\
    \(HTML.attribute("data-news", ScriptWords.news[language]))
    """
  }

  private var brand: HTML {
    """
    <a class="brand" href="/"><img src="\(Asset.badge.path)" alt="" width="28" height="28">\
    <b>\(FrameWords.product[language])</b> <span>\(frame.city)</span></a>
    """
  }

  // MARK: Switches

  private var tools: HTML {
    let other: Language = language == .chinese ? .english : .chinese
    let size: PageFrame.TextSize = frame.textSize == .plain ? .large : .plain
    let sizeWords = size == .large ? FrameWords.larger : FrameWords.plainSize
    return """
      <div class="tools">\(setting("lang", other.rawValue, .language, FrameWords.other(language)))\
      \(setting("theme", nextTheme.rawValue, .theme, FrameWords.theme(nextTheme)[language]))\
      \(setting("text", size.rawValue, .textSize, sizeWords[language]))\(who)</div>
      """
  }

  private var nextTheme: PageFrame.Theme {
    switch frame.theme {
    case .system: .dark
    case .dark: .light
    case .light: .system
    }
  }

  private func setting(_ name: String, _ value: String, _ icon: Icon, _ label: String) -> HTML {
    let path = "/settings?\(name)=\(value)&next=\(QueryText.escaped(frame.path))"
    return "<a class=\"tool\" href=\"\(path)\" rel=\"nofollow\">\(icon)<span>\(label)</span></a>"
  }

  private var who: HTML {
    if frame.actor.isEmpty {
      guard let path = frame.accountPath else { return .nothing }
      return """
        <a class="tool" href="\(path)">\(Icon.person)<span>\(FrameWords.signIn[language])</span></a>
        """
    }
    let person: HTML = "\(Icon.person)<span>\(frame.actor)</span>"
    let name: HTML =
      frame.accountPath.map { "<a class=\"tool who\" href=\"\($0)\">\(person)</a>" }
      ?? "<span class=\"who\">\(person)</span>"
    guard let path = frame.signOutPath else { return name }
    return """
      \(name)<form method="post" action="\(path)">\
      \(ActionForm.Tokens(guardToken: frame.guardToken).html)\
      <button class="tool" type="submit">\(Icon.signOut)<span>\(FrameWords.signOut[language])\
      </span></button></form>
      """
  }

  // MARK: Where one is

  private var navigation: HTML {
    if frame.navigation.isEmpty { return .nothing }
    let items = frame.navigation.map { item -> HTML in
      let current = item.section == frame.section ? "page" : nil
      let count: HTML = item.count.map { " <span class=\"count\">\(String($0))</span>" } ?? .nothing
      return """
        <li><a href="\(item.path)"\(HTML.attribute("aria-current", current))\
        \(HTML.attribute("data-key", item.section.key))>\(item.section.icon)\
        <span>\(item.section.name[language])</span>\(count)</a></li>
        """
    }
    return """
      <nav class="sections" aria-label="\(FrameWords.sections[language])"><ul>\(items)</ul></nav>
      """
  }

  private var crumbs: HTML {
    if frame.crumbs.isEmpty { return .nothing }
    let above = frame.crumbs.map { crumb -> HTML in
      "<li><a href=\"\(crumb.path)\">\(crumb.name)</a></li>"
    }
    return """
      <nav class="crumbs" aria-label="\(FrameWords.crumbs[language])"><ol>\(above)\
      <li aria-current="page">\(frame.title)</li></ol></nav>
      """
  }

  private var flash: HTML {
    frame.flash.map { "\(Notice(.done, $0.text(language)))" } ?? .nothing
  }
}

/// The keys that move one through a page; opened by `?`.
private struct KeyHelp: Component {
  /// Those that the reader may open.
  let sections: [PageSection]
  let language: Language

  var html: HTML {
    let keys: [(String, Text)] = [
      ("j", ScriptWords.keyNext), ("k", ScriptWords.keyBefore), ("Enter", ScriptWords.keyOpen),
      ("x", ScriptWords.keyChoose), ("/", ScriptWords.keySearch),
      ("d", ScriptWords.keyDispatch), ("?", ScriptWords.keyHelp),
    ]
    let jumps = sections.compactMap { section in section.key.map { ("g " + $0, section.name) } }
    let lines = (keys + jumps).map { key, words -> HTML in
      "<dt><kbd>\(key)</kbd></dt><dd>\(words[language])</dd>"
    }
    return """
      <dialog class="keys" id="keys" aria-label="\(ScriptWords.keys[language])">\
      <h2>\(ScriptWords.keys[language])</h2><dl class="facts">\(lines)</dl>\
      <form method="dialog"><button class="button button-secondary">\(ScriptWords.close[language])\
      </button></form></dialog>
      """
  }
}
