import Assets
public import Kernel

/// A page for paper, as the files that a browser needs to print it: nothing is fetched from
/// anywhere, and nothing runs.
public struct PaperPage: Sendable {
  /// Name and contents of each file; the first one is the page.
  public let files: [(name: String, bytes: [UInt8])]
  public let language: Language

  /// - Parameters:
  ///   - header: what stands at the top of every sheet.
  public init(_ content: HTML, title: String, header: String, language: Language) {
    self.language = language
    let page: HTML = """
      <!doctype html>
      <html lang="\(language == .chinese ? "zh-Hans" : "en")" class="theme-light">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src file:">
      <title>\(title)</title>
      <link rel="stylesheet" href="style.css">
      <link rel="stylesheet" href="print.css">
      </head>
      <body class="paper"><div hidden>\(PaperPage.icons)</div><main>\(content)</main></body>
      </html>
      """
    // A file may not reach into another one for its drawings: they stand in the page itself.
    let alone = page.source.replacing(Asset.icons.path + "#", with: "#")
    files = [
      ("page.html", Array(alone.utf8)), ("style.css", Asset.stylesheet.bytes),
      ("print.css", Array(PaperPage.sheet(header).utf8)),
    ]
  }

  /// Within a page a drawing needs no name of its language, which looks like an address.
  private static let icons = HTML(
    trusted: String(decoding: Asset.icons.bytes, as: UTF8.self)
      .replacing(" xmlns=\"http://www.w3.org/2000/svg\"", with: ""))

  /// What stands at the edges of every sheet.
  private static func sheet(_ header: String) -> String {
    """
    @page {
      size: A4;
      margin: 20mm 16mm 16mm;
      @top-left { content: "\(quoted(header))"; font-size: 9pt; color: #333; }
      @bottom-right {
        content: counter(page) " / " counter(pages); font-size: 9pt; color: #333;
      }
    }

    """
  }

  /// The text within quotation marks of a stylesheet.
  private static func quoted(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" || scalar == "<" || scalar.value < 0x20 {
        result += "\\" + String(scalar.value, radix: 16) + " "
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
