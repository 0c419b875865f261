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
    <h1>\(title)</h1><p class="words">\(problem.text(language))</p>
    <p><a href="/">\(Words.home[language])</a> · <small>\(problem.kind.code)</small></p>
    """
  }

  public var title: String {
    switch problem.kind.status {
    case 401: Words.signInFirst[language]
    case 403: Words.notAllowed[language]
    case 404: Words.notThere[language]
    case 500...: Words.broken[language]
    default: Words.refused[language]
    }
  }
}
