import Cryptography
public import Kernel
public import Store
import Synchronization

/// The only way to write: authorise, load, decide, append events and update rows in one
/// transaction, and leave what has to be told outside in the outbox.
public final class ActionRunner: Sendable {
  public let store: any Store
  public let jurisdiction: Int64
  private let clock: @Sendable () -> Instant
  private let identifiers: Mutex<IdentifierSource>
  private let observer = Mutex<(any ActionObserver)?>(nil)

  /// How long a request's key is remembered: today and the day before.
  public static let keyDays = 2
  /// Days with keys that are kept at least, and most days that a key is looked for under, for a
  /// clock that jumped.
  static let keyDaysMax = 8

  /// - Parameters:
  ///   - clock: the node's clock; used for `recorded` and for drawing identifiers, never for a
  ///     decision.
  public init(
    store: any Store, jurisdiction: Int64, identifiers: IdentifierSource,
    clock: @escaping @Sendable () -> Instant
  ) {
    self.store = store
    self.jurisdiction = jurisdiction
    self.clock = clock
    self.identifiers = Mutex(identifiers)
  }

  /// Runs one request; the answer is durable.
  public func perform<Performed: Action>(
    _ request: Request<Performed>, _ engine: Performed.Subject, pack: String
  ) async throws -> Outcome {
    try await store.write { try self.perform(request, engine, pack: pack, $0) }
  }

  /// Begins, or with nil ends, telling somebody of every action. What is told is what came of it
  /// inside its unit of work, whose commit may yet fail.
  public func observe(_ observer: (any ActionObserver)?) {
    self.observer.withLock { $0 = observer }
  }

  /// Runs one request inside a unit of work that the caller has begun.
  /// - Parameter loaded: the subject's state, where the caller has read it in this unit already.
  public func perform<Performed: Action>(
    _ request: Request<Performed>, _ engine: Performed.Subject, pack: String,
    loaded: Performed.Subject.State? = nil, _ writer: any Writing
  ) throws -> Outcome {
    guard let observer = observer.withLock({ $0 }) else {
      return try carryOut(request, engine, pack: pack, loaded, writer)
    }
    let name = Performed.declaration.name
    do {
      let outcome = try carryOut(request, engine, pack: pack, loaded, writer)
      observer.performed(name, outcome.isRepeated ? "repeated" : "done")
      return outcome
    } catch {
      observer.performed(name, (error as? Problem)?.kind.code ?? "failed")
      throw error
    }
  }

  private func carryOut<Performed: Action>(
    _ request: Request<Performed>, _ engine: Performed.Subject, pack: String,
    _ loaded: Performed.Subject.State?, _ writer: any Writing
  ) throws -> Outcome {
    let recorded = clock()
    let declaration = Performed.declaration
    let fingerprint = request.key == nil ? [] : self.fingerprint(of: request)
    let days = request.key == nil ? [] : try keyDays(at: recorded, writer)
    if let key = request.key,
      let known = try repeated(key, fingerprint, days: days, writer)
    {
      return known
    }
    guard request.actor.holds(declaration.permission) else {
      throw Problem(.forbidden, ["permission": declaration.permission.code])
    }
    let id = try subject(of: request, recorded)
    let context = ActionContext(id: id, actor: request.actor, now: request.at)
    let head = declaration.begins == .new ? nil : try StreamHead(id, jurisdiction, writer)
    let isThere = head.map { $0.kind == Performed.Subject.kind }
    guard isThere ?? (declaration.begins != .existing) else {
      throw Problem(
        .notFound,
        ["what": Performed.Subject.kind, "name": Identifier<Performed.Subject>(rawValue: id).text])
    }
    let before = head == nil ? nil : try loaded ?? engine.load(id, writer)
    try request.action.authorise(engine, before, context)
    // Whoever may not know of the subject does not learn of its version.
    if let expected = request.expectedVersion, expected != head?.version ?? 0 {
      throw Problem(
        .versionConflict,
        ["expected": String(expected), "found": String(head?.version ?? 0)])
    }
    let facts = try request.action.gather(engine, context, writer)
    let happenings = try request.action.decide(engine, before, facts, context)
    guard !happenings.isEmpty else {
      throw Problem(.nothingToDo, ["action": declaration.name])
    }
    let appended = try append(
      happenings,
      EventOrigin(
        stream: StreamName(kind: Performed.Subject.kind, id: id), at: request.at,
        recorded: recorded, actor: request.actor.id, action: declaration.name, pack: pack,
        tellsOutside: request.tellsOutside),
      head: head, engine, before: before, writer)
    if let key = request.key, let day = days.first {
      try remember(key, fingerprint, day: day, appended, writer)
    }
    return appended
  }

  private func subject<Performed: Action>(of request: Request<Performed>, _ now: Instant) throws
    -> Int64
  {
    if Performed.declaration.begins == .new {
      return draw(now)
    }
    guard let subject = request.subject else {
      throw Problem(.fieldMissing, field: "/subject", ["name": "subject"])
    }
    return subject
  }

  /// A new identifier, above every one drawn before.
  private func draw(_ now: Instant) -> Int64 {
    identifiers.withLock { $0.next(now) as Identifier<ActionRunner> }.rawValue
  }

  private func append<Subject: Engine>(
    _ happenings: [Subject.Happening], _ origin: EventOrigin, head: StreamHead?,
    _ engine: Subject, before: Subject.State?, _ writer: any Writing
  ) throws -> Outcome {
    var position =
      try writer.row("SELECT max(position) FROM event", [])?.integerIfPresent(0) ?? 0
    var version = head?.version ?? 0
    var hash = head?.hash ?? Digest.zero
    var state = before
    for happening in happenings {
      position += 1
      version += 1
      let event = happening.event
      let draft = EventDraft(
        position: position, jurisdiction: jurisdiction, stream: origin.stream, version: version,
        name: event.name, bodyText: event.body.canonicalText, at: origin.at,
        recorded: origin.recorded, actor: origin.actor, action: origin.action, pack: origin.pack)
      hash = draft.hash(after: hash)
      try draft.insert(hash: hash, writer)
      let after = try engine.apply(happening, at: origin.at, to: state)
      let stamp = EventStamp(position: position, subject: origin.stream.id, at: origin.at)
      try engine.record(happening, stamp, before: state, after: after, writer)
      let effects =
        origin.tellsOutside
        ? engine.effects(
          of: happening, id: origin.stream.id, after: after, at: max(origin.at, origin.recorded))
        : []
      for (part, effect) in effects.enumerated() {
        let due = max(origin.recorded, effect.notBefore ?? origin.recorded)
        try Outbox.insert(effect, position, part, jurisdiction, due: due, writer)
      }
      state = after
    }
    if let state { try engine.save(origin.stream.id, before: before, after: state, writer) }
    try StreamHead.save(
      origin.stream, jurisdiction, version: version, hash: hash, isNew: head == nil, writer)
    return Outcome(
      subject: origin.stream.id, version: version, position: position, isRepeated: false)
  }
}

/// Who, when and under what an action's events are written.
private struct EventOrigin {
  let stream: StreamName
  let at: Instant
  let recorded: Instant
  let actor: String
  let action: String
  let pack: String
  let tellsOutside: Bool
}

extension Problem.Kind {
  public static let versionConflict = Problem.Kind(
    "request.version-conflict", status: 409,
    zh: "这条记录已被别人更改(您看到的是第{expected}版，现在是第{found}版),请刷新后再试。",
    en:
      "Somebody changed this record since you read it (you saw version {expected}, it is at "
      + "{found}); reload and try again."
  )
  public static let nothingToDo = Problem.Kind(
    "request.nothing-to-do", status: 409, zh: "“{action}”不会改变任何内容。",
    en: "“{action}” would change nothing.")
  public static let keyReused = Problem.Kind(
    "request.key-reused", status: 422, zh: "请求键“{key}”已用于另一个请求。",
    en: "The idempotency key “{key}” was used for a different request.")
}
