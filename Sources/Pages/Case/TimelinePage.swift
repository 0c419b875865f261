public import City
public import Kernel
import Matters

/// Everything that happened to a matter, page by page, with the numbers of the journal.
public struct TimelinePage: Sendable {
  public static let title = MatterWords.timeline

  private let file: CaseFile
  private let end: Int?
  private let names: CaseNames

  /// Events of one page.
  public static let pageMax = 100
  /// What is quoted in full.
  private static let quoteMax = 4_000

  public static func path(_ number: String) -> String { "/matters/\(number)/timeline" }

  /// - Parameter end: the number within the matter of this page's newest event; nil for the newest
  ///   there is.
  public init(_ file: CaseFile, to end: Int?, city: City, language: Language) {
    self.file = file
    self.end = end
    names = CaseNames(city: city, language: language, people: file.people)
  }

  public var content: HTML {
    let language = names.language
    let path = TimelinePage.path(file.matter.number)
    let history = MatterHistory(
      file, names, quoteMax: TimelinePage.quoteMax, isNumbered: true)
    let end = min(self.end ?? history.count, history.count)
    let isNewest = end == history.count
    let next = end - TimelinePage.pageMax
    let pager = Pager(
      first: isNewest ? nil : (HistoryWords.newest[language], path),
      next: next > 0 ? (HistoryWords.earlier[language], path + "?to=\(next)") : nil)
    return """
      <header class="page-head"><h1>\(file.matter.title)</h1><p class="under">\
      <span class="number">\(file.matter.number)</span> \
      \(HistoryWords.whole.filled(["n": String(history.count)], language))</p></header>
      <section class="card">\(history.page(to: end, TimelinePage.pageMax))</section>\(pager)
      """
  }
}
