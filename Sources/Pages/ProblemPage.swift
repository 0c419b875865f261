public import Kernel

/// What a person reads when something was refused: what happened, and how to go on.
public struct ProblemPage: Sendable {
  private let problem: Problem
  private let isSignedIn: Bool
  private let number: String
  private let language: Language

  /// - Parameters:
  ///   - isSignedIn: whether the reader has a desk to go back to.
  ///   - number: of the request, under which a fault is found in the log.
  public init(_ problem: Problem, isSignedIn: Bool, number: String = "", _ language: Language) {
    self.problem = problem
    self.isSignedIn = isSignedIn
    self.number = number
    self.language = language
  }

  public var content: HTML {
    """
    <div class="narrow"><h1>\(title[language])</h1>
    \(Notice(.wrong, problem.text(language)))\
    \(Card(ProblemWords.goOn[language], "<p>\(words.advice[language])</p>\(onward)"))\
    <p class="soft"><small>\(ProblemWords.code[language]) \(problem.kind.code)\(trace)</small></p>
    </div>
    """
  }

  private var trace: HTML {
    problem.kind.status < 500 || number.isEmpty
      ? .nothing : " <span class=\"number\">\(number)</span>"
  }

  private var onward: ActionBar {
    isSignedIn
      ? ActionBar([Button(ProblemWords.home[language], .primary, icon: .back, to: "/")])
      : ActionBar([
        Button(PortalWords.report[language], .primary, to: "/report"),
        Button(PortalWords.follow[language], to: "/track"),
        Button(FrameWords.signIn[language], .quiet, to: "/sign-in"),
      ])
  }

  public var title: Text { words.title }

  private var words: (title: Text, advice: Text) {
    switch problem.kind.status {
    case 401: (ProblemWords.signInFirst, ProblemWords.signInAdvice)
    case 403: (ProblemWords.notAllowed, ProblemWords.allowedAdvice)
    case 404: (ProblemWords.notThere, ProblemWords.notThereAdvice)
    case 429, 503: (ProblemWords.tooMany, ProblemWords.tooManyAdvice)
    case 500...: (ProblemWords.broken, ProblemWords.brokenAdvice)
    default: (ProblemWords.refused, ProblemWords.refusedAdvice)
    }
  }
}
