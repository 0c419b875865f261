public import Kernel

extension MatterEvent {
  public init(_ event: Event) throws {
    let body = EventBody(event)
    switch event.name {
    case "matter.received": self = .received(try Received(body))
    case "matter.dispatched":
      self = .dispatched(
        lead: try body.text("lead"), rule: try body.text("rule"),
        area: event.body["area"]?.string, state: try body.stand())
    case "matter.accepted": self = .accepted(state: try body.stand())
    case "matter.refused":
      self = .refused(try Refusal(body.member("part")), state: try body.stand())
    case "matter.transferred":
      self = .transferred(try HandOver(body.member("part")), state: try body.stand())
    case "matter.returned":
      self = .returned(
        try HandOver(body.member("part")), lead: event.body["lead"]?.string,
        state: try body.stand())
    case "matter.offered":
      self = .offered(reason: try body.text("reason"), state: try body.stand())
    case "matter.claimed":
      self = .claimed(lead: try body.text("lead"), state: try body.stand())
    case "matter.categorised":
      self = .categorised(
        category: try body.text("category"), area: event.body["area"]?.string)
    case "matter.answered": self = .answered(try Answer(body))
    case "matter.rectified":
      self = .rectified(reply: try body.text("reply"), state: try body.stand())
    case "matter.settled": self = .settled(state: try body.stand())
    case "matter.closed":
      self = .closed(outcome: try body.text("outcome"), state: try body.stand())
    case "matter.reopened":
      self = .reopened(
        reason: try body.text("reason"), clocks: try body.clocks(), state: try body.stand())
    case "matter.rated":
      let isMoving = event.body["to"]?.object != nil
      self = .rated(
        try Rating(body.member("part")), state: isMoving ? try body.stand() : nil)
    default: self = try MatterEvent.later(event.name, body)
    }
  }

  private static func later(_ name: String, _ body: EventBody) throws -> MatterEvent {
    switch name {
    case "matter.reviewed":
      return .reviewed(
        try Review(body.member("part")), lead: body.body["lead"]?.string,
        rule: try body.text("rule"), reason: try body.text("reason"), state: try body.stand())
    case "matter.promised":
      return .promised(
        number: try body.integer("number"), text: try body.text("text"),
        dueAt: try body.instant("due"))
    case "matter.promise-kept": return .promiseKept(number: try body.integer("number"))
    case "matter.promise-broken": return .promiseBroken(number: try body.integer("number"))
    case "matter.noted": return .noted(text: try body.text("text"))
    case "matter.merged": return .merged(try Merge(body.member("part")))
    case "matter.unmerged": return .unmerged(try Merge(body.member("part")))
    case "matter.answer-shared":
      return .answerShared(
        try Merge(body.member("part")), lead: try body.text("lead"),
        reply: try body.text("reply"), state: try body.stand())
    case "matter.clocks-started": return .clocksStarted(try body.clocks())
    case "matter.clock-turned":
      guard let light = Matter.Light(rawValue: try body.integer("light")) else {
        throw EventFault(name, "light")
      }
      return .clockTurned(try body.clock("clock"), light: light)
    case "matter.clocks-paused":
      return .clocksPaused(
        try body.list("clocks").map(ClockPause.init), until: body.instantIfPresent("until"),
        reason: try body.text("reason"))
    case "matter.clocks-resumed":
      return .clocksResumed(try body.list("clocks").map(ClockDate.init))
    case "matter.clocks-dated":
      return .clocksDated(
        try body.list("clocks").map(ClockDate.init), reason: try body.text("reason"))
    case "matter.overtime-excused":
      return .overtimeExcused(try body.clock("clock"), reason: try body.text("reason"))
    case "matter.rung-climbed":
      return .rungClimbed(try body.clock("clock"), rung: try body.text("rung"))
    default:
      let prefix = "matter."
      guard name.hasPrefix(prefix),
        let change = PartEvent(rawValue: String(name.dropFirst(prefix.count))),
        let part = try PartValue(kind: change.part, body)
      else { throw EventFault(name, "") }
      return .changed(change, part)
    }
  }
}
