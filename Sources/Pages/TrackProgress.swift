import City
import Kernel
import Matters
import Pack

/// How far a matter is, in words for whoever brought it in: one sentence, and the way from its
/// receipt to its end with what is behind it.
struct TrackProgress {
  let matter: Matter
  let names: CaseNames

  private var language: Language { names.language }

  private var unit: String { matter.lead.map(names.unit) ?? "" }

  /// Where it stands now.
  var sentence: String {
    let words: Text =
      switch matter.phase {
      case .arbitration: PortalWords.inArbitration
      case .pool: PortalWords.inPool
      case .answered: PortalWords.answered
      case .closed: PortalWords.closedNow
      case .merged: PortalWords.merged
      case .open where matter.suspendedUntil != nil: PortalWords.suspended
      case .open: matter.acceptedAt == nil ? PortalWords.assigned : PortalWords.atWork
      }
    let time = matter.suspendedUntil.map(names.time) ?? ""
    let sentence = words.filled(["unit": unit, "time": time], language)
    guard matter.reopenings > 0 else { return sentence }
    return sentence + " "
      + PortalWords.again.filled(["n": String(matter.reopenings)], language)
  }

  private struct Step {
    let words: String
    let at: Instant?
    let isDone: Bool
  }

  private var steps: [Step] {
    let assigned =
      matter.lead == nil
      ? PortalWords.stepUnassigned[language]
      : PortalWords.stepAssigned.filled(["unit": unit], language)
    let isAnswered = [.answered, .closed].contains(matter.phase)
    return [
      Step(words: PortalWords.stepReceived[language], at: matter.receivedAt, isDone: true),
      Step(words: assigned, at: nil, isDone: matter.lead != nil),
      Step(
        words: PortalWords.stepAccepted[language], at: matter.acceptedAt,
        isDone: matter.acceptedAt != nil || isAnswered),
      Step(
        words: PortalWords.stepAnswered[language], at: matter.answeredAt, isDone: isAnswered),
      Step(
        words: PortalWords.stepClosed[language], at: matter.closedAt,
        isDone: matter.phase == .closed),
    ]
  }

  var html: HTML {
    let now = steps.firstIndex { !$0.isDone }
    let lines = steps.enumerated().map { index, step -> HTML in
      let icon: Icon = step.isDone ? .green : .clock
      let time: HTML = step.at.map { " <time>\(names.time($0))</time>" } ?? .nothing
      let current = HTML.attribute("aria-current", index == now ? "step" : nil)
      let look: HTML = step.isDone ? " class=\"done\"" : .nothing
      return "<li\(look)\(current)>\(icon) <span>\(step.words)</span>\(time)</li>"
    }
    return "<ol class=\"progress\">\(lines)</ol>\n"
  }
}
