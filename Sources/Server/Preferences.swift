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
    path = request.method == .get ? String(request.uri.string.prefix(Preferences.pathMax)) : "/"
  }

  /// Longest path that a page leads back to.
  static let pathMax = 2_000

  /// The frame of a page for this reader.
  func frame(title: String, city: String) -> PageFrame {
    var frame = PageFrame(title: title, city: city, language: language)
    frame.theme = theme
    frame.textSize = textSize
    frame.path = LocalPath(path)?.text ?? "/"
    return frame
  }
}

/// A path of this server: what a browser may be sent to on somebody's word.
struct LocalPath {
  let text: String

  /// Nil for what a browser might take for another server's address, and for what does not fit
  /// into a header.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.first == UInt8(ascii: "/"), bytes.count <= Preferences.pathMax,
      bytes.count < 2 || bytes[1] != UInt8(ascii: "/"),
      bytes.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
    else { return nil }
    self.text = text
  }
}
