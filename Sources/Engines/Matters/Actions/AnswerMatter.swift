public import Journal
public import Kernel
public import Pack
import Store
import WorkCalendar

/// The lead unit replies to the person, perhaps with a promise.
public struct AnswerMatter: MarkingAction {
  public static let declaration = ActionDeclaration(
    "AnswerMatter", zh: "答复", en: "Answer a matter", permission: "matter.answer")
  public static let mark = ClockMark.answer

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
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (_, stand) = try engine.step(.answer, matter, at: context.now)
    try engine.requireTasksDone(matter)
    var events = try engine.resumed(matter, at: context.now)
    events.append(.answered(engine.answer(reply, matter, stand, at: context.now)))
    events += try engine.started(.answer, matter, facts, context, phase: stand.phase)
    return events + (try engine.promised(promise, promiseDue, matter, context))
  }
}

extension MatterEngine {
  /// A reply, with how long it took by every clock that asked for it.
  func answer(
    _ reply: String, _ matter: Matter, _ stand: MatterEvent.Stand, at now: Instant
  ) -> MatterEvent.Answer {
    let clocks = matter.clocks.filter {
      $0.stoppedAt == nil && $0.task == 0 && $0.until == ClockMark.answer.rawValue
    }
    let start = clocks.map(\.startedAt).min() ?? matter.receivedAt
    // A year without a holiday list leaves the working time unknown; the reply itself must not wait
    // for it.
    let working = try? reckoner.calendar.workingMilliseconds(from: start, to: now)
    let day = reckoner.calendar.hours.millisecondsPerDay
    return MatterEvent.Answer(
      reply: reply,
      isOnTime: clocks.allSatisfy { $0.remaining != nil || now <= $0.dueAt },
      naturalMilliseconds: now.milliseconds - start.milliseconds,
      workingThousandths: working.map { $0 * 1000 / day }, stand: stand)
  }

  /// A promise with its date, as a happening; none where none is given.
  /// - Parameter field: the input's field of the date.
  func promised(
    _ promise: String?, _ due: Instant?, _ matter: Matter, _ context: ActionContext,
    field: String = "promiseDue"
  ) throws(Problem) -> [MatterEvent] {
    if promise == nil && due == nil { return [] }
    guard let promise else {
      throw Problem(.fieldMissing, field: "/promise", ["name": "promise"])
    }
    guard let due else {
      throw Problem(.fieldMissing, field: "/" + field, ["name": field])
    }
    guard due > context.now else { throw Problem(.promisePast, field: "/" + field) }
    return [.promised(number: Int64(matter.promises.count + 1), text: promise, dueAt: due)]
  }
}

/// The lead unit adds a promise with a date, such as one that stands in the reply's words.
public struct MakePromise: Action {
  public static let declaration = ActionDeclaration(
    "MakePromise", zh: "登记承诺", en: "Make a promise", permission: "matter.answer")

  public let promise: String
  public let promiseDue: Instant?

  public init(_ fields: inout InputReader) throws(Problem) {
    promise = try fields.text("promise", Text(zh: "承诺", en: "Promise"), max: 1000)
    promiseDue = try fields.instantIfPresent("promiseDue", Text(zh: "承诺期限", en: "Promised by"))
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireLed(state, "matter.answer", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    return try engine.promised(promise, promiseDue, matter, context)
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
    // A promise outlives its reply, and so the lead that a refusal takes away: then it is nobody's
    // to keep.
    try engine.requireLed(state, "matter.answer", context)
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
