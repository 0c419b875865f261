import Kernel
import WorkCalendar

/// A limit in the reader's language. Matters and rules keep its canonical Chinese words; one that
/// depends on the season stays as the rule words it.
enum LimitText {
  static func text(_ words: String, _ language: Language) -> String {
    guard case .success(let limit) = Result(catching: { try TimeLimit(words: words) }) else {
      return words
    }
    return limit.words[language]
  }
}
