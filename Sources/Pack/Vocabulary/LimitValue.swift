import Expression
import Kernel
import WorkCalendar

/// A time limit in an expression.
final class LimitValue: VocabularyValue {
  static let name = "limit"

  let limit: TimeLimit

  init(_ limit: TimeLimit) {
    self.limit = limit
  }

  var text: String { limit.words.chinese }

  func isEqual(to other: any CustomValue) -> Bool { (other as? LimitValue)?.limit == limit }
}
