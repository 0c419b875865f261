public import Kernel

/// What a person reads when something was refused: what happened, and how to go on.
public struct ProblemPage: Sendable {
  let problem: Problem
  let language: Language

  public init(_ problem: Problem, _ language: Language) {
    self.problem = problem
    self.language = language
  }

  public var content: HTML {
    """
    <div class="narrow"><h1>\(title)</h1>
    \(Notice(.wrong, problem.text(language)))\
    \(Card(ProblemWords.goOn[language], "<p>\(words.advice[language])</p>\(onward)"))\
    <p class="soft"><small>\(ProblemWords.code[language]) \(problem.kind.code)</small></p></div>
    """
  }

  private var onward: ActionBar {
    ActionBar([Button(ProblemWords.home[language], .primary, icon: .back, to: "/")])
  }

  public var title: String { words.title[language] }

  private var words: (title: Text, advice: Text) {
    switch problem.kind.status {
    case 401: (ProblemWords.signInFirst, ProblemWords.signInAdvice)
    case 403: (ProblemWords.notAllowed, ProblemWords.allowedAdvice)
    case 404: (ProblemWords.notThere, ProblemWords.notThereAdvice)
    case 429: (ProblemWords.tooMany, ProblemWords.tooManyAdvice)
    case 500...: (ProblemWords.broken, ProblemWords.brokenAdvice)
    default: (ProblemWords.refused, ProblemWords.refusedAdvice)
    }
  }
}
