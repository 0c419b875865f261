import Journal
import Kernel
import Pack
import WorkCalendar

/// What may be asked for, and what follows when it is granted.
extension MatterEngine {
  /// A new request; refused while one of its sort is open.
  func request(
    _ about: MatterRequest.About, _ clock: MatterClock.Name?, _ matter: Matter,
    _ context: ActionContext, unit: String? = nil, _ fill: (inout RequestDraft) -> Void
  ) throws(Problem) -> MatterRequest {
    guard matter.phase != .merged else {
      throw Problem(.mergedAlready, ["number": matter.parts.merge?.intoNumber ?? ""])
    }
    if matter.parts.requests.contains(where: { $0.isOpen && $0.about == about }) {
      throw Problem(.requestPending)
    }
    var draft = RequestDraft()
    fill(&draft)
    return MatterRequest(
      number: Int64(matter.parts.requests.count + 1), about: about,
      unit: unit ?? matter.lead ?? "",
      clock: clock ?? MatterClock.Name(clock: "", task: 0, round: 0), words: draft.words,
      until: draft.until, ground: draft.ground, reason: draft.reason, by: context.actor.id,
      at: context.now)
  }

  /// Refuses an extension that the pack does not allow: how often, how much, how late.
  func requireExtensible(
    _ clock: MatterClock, _ words: String, _ matter: Matter, _ context: ActionContext
  ) throws(Problem) {
    func refuse(_ zh: String, _ en: String) -> Problem {
      Problem(.extensionForbidden, ["clock": clock.name, "zh": zh, "en": en])
    }
    guard let rule = clockRecord(clock, matter)?.lengthening, let most = rule.limit else {
      throw refuse("规则不允许。", "the pack does not allow it.")
    }
    guard clock.extensions.count < rule.times else {
      throw refuse("至多延期\(rule.times)次。", "\(rule.times) times at most.")
    }
    guard let more = try? TimeLimit(words: words) else {
      throw Problem(
        .fieldInvalid, field: "/limit",
        ["name": "limit", "expected": most.words.chinese, "found": words])
    }
    let longest = try reckoner.due(most, from: clock.dueAt, counting: .elapsed).at
    guard try reckoner.due(more, from: clock.dueAt, counting: .elapsed).at <= longest else {
      throw refuse("至多延长\(most.words.chinese)。", "\(most.words.english) at most.")
    }
    var last = clock.dueAt
    if let latest = rule.latest {
      last = try reckoner.amber(latest, before: clock.dueAt, notBefore: clock.startedAt)
    }
    guard context.now <= last else {
      throw refuse(
        "须在\(last.minuteText(pack.offset))以前申请。",
        "it had to be asked for by \(last.minuteText(pack.offset)).")
    }
  }

  /// Refuses a suspension that the pack does not allow.
  func requireSuspensible(_ matter: Matter, until: Instant, at now: Instant) throws(Problem) {
    func refuse(_ zh: String, _ en: String) -> Problem {
      Problem(.suspensionForbidden, ["zh": zh, "en": en])
    }
    guard let rule = try kind(matter.kind).record.suspension, let most = rule.limit else {
      throw refuse("规则不允许。", "the pack does not allow it.")
    }
    guard matter.phase == .open, matter.suspendedUntil == nil else {
      throw refuse("只有在办的事项可以中止。", "only a matter that is at work can be.")
    }
    let had = matter.parts.requests.count { $0.about == .suspension && $0.standing == .granted }
    guard had < rule.times else {
      throw refuse("至多中止\(rule.times)次。", "\(rule.times) times at most.")
    }
    guard until > now else {
      throw refuse("恢复的日期须在将来。", "the date must lie in the future.")
    }
    guard until <= (try reckoner.due(most, from: now, counting: .elapsed).at) else {
      throw refuse("至多中止\(most.words.chinese)。", "\(most.words.english) at most.")
    }
  }

  /// What a granted request changes.
  func consequences(of request: MatterRequest, _ matter: Matter, at now: Instant) throws(Problem)
    -> [MatterEvent]
  {
    switch request.about {
    case .lengthening:
      guard
        let clock = matter.clocks.first(where: { $0.id == request.clock && $0.stoppedAt == nil }),
        let more = try? TimeLimit(words: request.words)
      else { throw Problem(.clockUnknown, ["clock": request.clock.clock]) }
      // What turned red while the request lay there stays red: the overtime is for an appeal.
      guard clock.light != .red, clock.remaining == nil else {
        throw Problem(
          .extensionForbidden,
          ["clock": clock.name, "zh": "已经超时或已中止。", "en": "it has run out or stands still."])
      }
      let due = try reckoner.due(more, from: clock.dueAt, counting: .elapsed)
      let date = try date(clock, matter, due, now, extended: request.words)
      return [.clocksDated([date], reason: "extension")]
    case .suspension:
      guard let until = request.until else { return [] }
      try requireSuspensible(matter, until: until, at: now)
      return [
        .clocksPaused(try pauses(matter, at: now), until: until, reason: request.reason)
      ]
    case .overtime: return [.overtimeExcused(request.clock, reason: request.decision)]
    case .rating:
      guard var rating = matter.parts.ratings.last else { throw Problem(.ratingMissing) }
      let isRectifying = try isRectifying(matter, rating)
      rating.isSetAside = true
      let setAside = MatterEvent.changed(.ratingSetAside, .rating(rating))
      if !isRectifying { return [setAside] }
      return [setAside, .settled(state: try stand(try kind(matter.kind), .answered))]
    }
  }

  /// Whether a matter stands open only because of a poor rating.
  private func isRectifying(_ matter: Matter, _ rating: Rating) throws(Problem) -> Bool {
    guard rating.isOpen, matter.phase == .open else { return false }
    return try kind(matter.kind).record.steps.contains {
      $0.does == .rate && $0.poorTo?.value == matter.state
    }
  }

  /// The dates of the clocks that run or stand still, under the category and the calendar as they
  /// are now; only those that differ. What has run out stays as it was. A date that would lie in
  /// the past gives the unit the whole limit from now on.
  func redated(_ matter: Matter, _ text: String, at now: Instant) throws(Problem)
    -> [MatterEvent.ClockDate]
  {
    let kind = try kind(matter.kind)
    let facts = facts(matter, text)
    var dates: [MatterEvent.ClockDate] = []
    for clock in matter.clocks where clock.stoppedAt == nil && clock.light != .red {
      guard let rule = kind.clocks.first(where: { $0.record.id == clock.name }),
        let limit = try limit(
          of: rule,
          bindings(facts, area: matter.area, category: matter.category, at: clock.startedAt),
          matter.category, at: clock.startedAt)
      else { continue }
      // What stands still has counted up to its pause, and no further.
      let counted = clock.pausedAt ?? now
      var due = try reckoned(clock, limit, matter)
      if due.at <= counted, limit.words.chinese != clock.limit {
        due = try reckoner.due(limit, from: counted, counting: rule.record.counting)
      }
      if due.at <= counted || (due.at == clock.dueAt && due.isProvisional == clock.isProvisional) {
        continue
      }
      var date = try date(clock, matter, due, counted, limit: limit.words.chinese)
      if clock.pausedAt != nil {
        date.remaining = try reckoner.milliseconds(
          limit.words.chinese, from: counted, to: due.at)
      }
      dates.append(date)
    }
    return dates
  }
}

/// What a request says beside its sort.
struct RequestDraft {
  var words = ""
  var until: Instant?
  var ground = ""
  var reason = ""
}
