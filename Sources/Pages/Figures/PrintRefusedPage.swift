public import Kernel

/// What somebody reads who asked for a PDF file where none can be made now.
public struct PrintRefusedPage: Sendable {
  private let problem: Problem
  private let back: String
  private let language: Language

  public static let title = PrintWords.title

  /// - Parameter back: the page that was to be printed.
  public init(_ problem: Problem, back: String, _ language: Language) {
    self.problem = problem
    self.back = back
    self.language = language
  }

  public var content: HTML {
    """
    <div class="narrow"><h1>\(PrintWords.title[language])</h1>
    \(Notice(.wrong, problem.text(language)))\
    \(Card(
      ProblemWords.goOn[language],
      """
      <p>\(PrintWords.advice[language])</p>\
      \(ActionBar([Button(PrintWords.back[language], .primary, icon: .back, to: back)]))
      """))\
    <p class="soft"><small>\(ProblemWords.code[language]) \(problem.kind.code)</small></p></div>
    """
  }
}
