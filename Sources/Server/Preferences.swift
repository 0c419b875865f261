import Hummingbird
import Kernel
import Pages

/// How a reader wants pages, as their browser keeps it in cookies.
struct Preferences {
  let language: Language
  let theme: PageFrame.Theme
  let textSize: PageFrame.TextSize
  /// What is to be told once.
  let flash: Flash?
  /// The page that is asked for, with its query.
  private let path: String

  /// The cookies' names.
  enum Cookie {
    static let language = "lang"
    static let theme = "theme"
    static let textSize = "text"
    static let flash = "flash"
  }

  /// The cookie goes before what the browser prefers, and that before Chinese.
  init(_ request: Request) {
    let cookies = request.cookies
    language =
      cookies[Cookie.language].flatMap { Language(rawValue: $0.value) }
      ?? Language(preferring: request.headers[.acceptLanguage])
    theme = cookies[Cookie.theme].flatMap { PageFrame.Theme(rawValue: $0.value) } ?? .system
    textSize = cookies[Cookie.textSize].flatMap { PageFrame.TextSize(rawValue: $0.value) } ?? .plain
    flash = cookies[Cookie.flash].flatMap { Flash(cookie: $0.value) }
    // Only what is asked for by GET can be gone back to.
    path = request.method == .get ? request.uri.string : "/"
  }

  /// The frame of a page for this reader.
  func frame(title: String, city: String) -> PageFrame {
    var frame = PageFrame(title: title, city: city, language: language)
    frame.theme = theme
    frame.textSize = textSize
    frame.path = LocalPath.accepted(path) ?? "/"
    return frame
  }
}
