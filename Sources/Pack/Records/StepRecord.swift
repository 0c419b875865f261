public import Kernel
public import WorkCalendar

/// What a step does, as far as the engine is concerned.
public enum StepKind: String, CaseIterable, Sendable {
  case dispatch, accept, refuse, transfer, `return`, offer, claim, summon, supervise, escalate,
    check, answer, callback, close, reopen, rate, contact, rectify, review, publish, merge

  /// Whether the engine keeps how often the step was taken.
  var isCounted: Bool {
    switch self {
    case .dispatch, .accept, .offer, .claim, .answer, .close, .contact, .rectify: false
    default: true
    }
  }

  /// Whether the step may begin in a phase: what is answered or closed begins again only by
  /// reopening, review or a poor rating.
  func isPossible(in phase: Phase) -> Bool {
    switch self {
    case .dispatch, .accept, .refuse, .transfer, .return, .offer, .claim:
      phase != .answered && phase != .closed
    case .answer, .rectify, .close: phase != .closed
    default: true
    }
  }

  /// The phase that a matter is in after the step; nil where the step changes none.
  var phaseAfter: Phase? {
    switch self {
    case .dispatch, .accept, .transfer, .claim, .reopen, .review: .open
    case .refuse: .arbitration
    case .offer: .pool
    case .answer, .rectify: .answered
    case .close: .closed
    case .return, .summon, .supervise, .escalate, .check, .callback, .rate, .contact, .publish,
      .merge:
      nil
    }
  }
}

/// A step that somebody may take.
public struct StepRecord: Record {
  public static let about = "A step from some states to another."

  public let id: String
  public let name: Text
  public let does: StepKind
  public let from: [Located<String>]
  public let to: Located<String>?
  public let grounds: [String]
  public let when: Located<String>?
  public let otherwise: Text
  public let times: Int?
  public let within: TimeLimit?
  public let poor: Int
  public let poorTo: Located<String>?

  public init(_ fields: inout Fields) {
    id = fields.text("id", "Code of the step, unique within the kind.")
    name = fields.name("name", "Name of the step, as on a button.")
    does = fields.choice("does", "What the step does.")
    from = fields.locatedTexts("from", "States in which it is possible.")
    to = fields.locatedTextIfPresent("to", "State after it; the same when left out.")
    grounds = fields.texts("grounds", "Grounds of which one must be given.")
    when = fields.expressionIfPresent(
      "when",
      "What must hold before the step; it may read what expressions.md lists under Steps.")
    otherwise = fields.name("otherwise", "What to do where `when` does not hold.", required: false)
    times = fields.integerIfPresent(
      "times", "How often it may be taken in a matter's life.", 1...99)
    within = fields.limitIfPresent(
      "within", "How long after the reply, or after closing, it may be taken.")
    poor = fields.integer(
      "poor", "For a rating: the highest grade that counts as poor.", 1...9, default: 2)
    poorTo = fields.locatedTextIfPresent(
      "poorTo", "For a rating: the state that a poor one leads to, of phase open.")
    if when != nil && otherwise.chinese.isEmpty && !fields.isDescribing {
      fields.report(
        fields.place, zh: "写了when就须写otherwise，告诉人该怎么办",
        en: "a step with “when” needs “otherwise”, which tells people what to do")
    }
  }
}
