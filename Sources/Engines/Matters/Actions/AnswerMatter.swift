public import Journal
public import Kernel
import Pack
import WorkCalendar

/// The lead unit replies to the person, perhaps with a promise.
public struct AnswerMatter: Action {
  public static let declaration = ActionDeclaration(
    "AnswerMatter", zh: "答复", en: "Answer a matter", permission: "matter.answer")

  public let reply: String
  public let promise: String?
  public let promiseDue: Instant?

  public init(reply: String, promise: String? = nil, promiseDue: Instant? = nil) {
    self.reply = reply
    self.promise = promise
    self.promiseDue = promiseDue
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    reply = try fields.text("reply", Text(zh: "答复", en: "Reply"))
    promise = try fields.textIfPresent("promise", Text(zh: "承诺", en: "Promise"), max: 1000)
    promiseDue = try fields.instantIfPresent("promiseDue", Text(zh: "承诺期限", en: "Promised by"))
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireLead(state, "matter.answer", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (_, stand) = try engine.step(.answer, matter)
    let clocks = matter.clocks.filter {
      $0.stoppedAt == nil && $0.until == StepKind.answer.rawValue
    }
    let start = clocks.map(\.startedAt).min() ?? matter.receivedAt
    // A year without a holiday list leaves the working time unknown; the reply itself must not wait
    // for it.
    let working = try? engine.pack.calendar.workingMilliseconds(from: start, to: context.now)
    let day = engine.pack.calendar.hours.millisecondsPerDay
    var events: [MatterEvent] = [
      .answered(
        MatterEvent.Answer(
          reply: reply, isOnTime: clocks.allSatisfy { context.now <= $0.dueAt },
          naturalMilliseconds: context.now.milliseconds - start.milliseconds,
          workingThousandths: working.map { $0 * 1000 / day }, stand: stand))
    ]
    if promise == nil, promiseDue != nil {
      throw Problem(.fieldMissing, field: "/promise", ["name": "promise"])
    }
    if let promise {
      guard let promiseDue else {
        throw Problem(.fieldMissing, field: "/promiseDue", ["name": "promiseDue"])
      }
      guard promiseDue > context.now else {
        throw Problem(.promisePast, field: "/promiseDue")
      }
      events.append(
        .promised(number: Int64(matter.promises.count + 1), text: promise, dueAt: promiseDue))
    }
    return events
  }
}

/// The lead unit shows that a promise was kept.
public struct KeepPromise: Action {
  public static let declaration = ActionDeclaration(
    "KeepPromise", zh: "兑现承诺", en: "Keep a promise", permission: "matter.answer")

  public let number: Int64

  public init(number: Int64) { self.number = number }

  public init(_ fields: inout InputReader) throws(Problem) {
    number = try fields.integer("number", Text(zh: "承诺序号", en: "Promise number"), 1...1000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireLead(state, "matter.answer", context)
    // A promise outlives its reply, and so the lead that a refusal takes away: then it is nobody's
    // to keep.
    if let state, state.lead == nil { throw Problem(.notYours, ["lead": "-"]) }
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    let open = state?.promises.contains { $0.number == number && $0.keptAt == nil } ?? false
    guard open else {
      throw Problem(.promiseUnknown, field: "/number", ["number": String(number)])
    }
    return [.promiseKept(number: number)]
  }
}
