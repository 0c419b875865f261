import Kernel

extension MatterEvent.Stand {
  var json: JSON { ["state": .string(state), "phase": .string(phase)] }
}

extension MatterEvent.ClockStart {
  var json: JSON {
    var members: [String: JSON] = [
      "name": .string(name), "limit": .string(limit), "due": JSON(dueAt),
      "amber": JSON(amberAt), "until": .string(until),
    ]
    // Most clocks are the matter's own and certain.
    if task != 0 { members["task"] = .integer(task) }
    if isProvisional { members["provisional"] = .boolean(true) }
    return .object(members)
  }

  init(_ body: EventBody) throws {
    self.init(
      name: try body.text("name"), task: body.body["task"]?.integer ?? 0,
      limit: try body.text("limit"), dueAt: try body.instant("due"),
      amberAt: body.instantIfPresent("amber"), until: try body.text("until"),
      isProvisional: body.body["provisional"]?.boolean ?? false)
  }
}

extension MatterEvent.ClockPause {
  var json: JSON { ["clock": clock.json, "remaining": .integer(remaining)] }

  init(_ body: EventBody) throws {
    self.init(clock: try body.clock("clock"), remaining: try body.integer("remaining"))
  }
}

extension MatterEvent.ClockDate {
  var json: JSON {
    var members: [String: JSON] = [
      "clock": clock.json, "due": JSON(dueAt), "amber": JSON(amberAt), "limit": JSON(limit),
      "extended": JSON(extended), "paused": .integer(paused),
      "provisional": .boolean(isProvisional),
    ]
    // Most clocks run.
    if let remaining { members["remaining"] = .integer(remaining) }
    return .object(members)
  }

  init(_ body: EventBody) throws {
    self.init(
      clock: try body.clock("clock"), dueAt: try body.instant("due"),
      amberAt: body.instantIfPresent("amber"), limit: body.body["limit"]?.string,
      extended: body.body["extended"]?.string, paused: try body.integer("paused"),
      isProvisional: try body.boolean("provisional"),
      remaining: body.body["remaining"]?.integer)
  }
}

extension MatterEvent.Answer {
  var json: JSON {
    [
      "reply": .string(reply), "onTime": .boolean(isOnTime),
      "natural": .integer(naturalMilliseconds), "working": JSON(workingThousandths),
      "to": stand.json,
    ]
  }

  init(_ body: EventBody) throws {
    self.init(
      reply: try body.text("reply"), isOnTime: try body.boolean("onTime"),
      naturalMilliseconds: try body.integer("natural"),
      workingThousandths: body.body["working"]?.integer, stand: try body.stand())
  }
}

extension MatterEvent.Received {
  var json: JSON {
    var members: [String: JSON] = [
      "number": .string(number), "kind": .string(kind), "pack": .string(pack),
      "title": .string(title),
      "text": .string(text), "caller": .string(caller), "channel": .string(channel),
      "source": .string(source), "area": JSON(area), "category": JSON(category),
      "lead": JSON(lead), "rule": .string(rule), "reason": .string(reason),
      "clocks": .array(clocks.map(\.json)), "to": stand.json,
    ]
    // What most matters do not have is left out.
    if !sort.isEmpty { members["sort"] = .string(sort) }
    if !origin.isEmpty { members["origin"] = .string(origin) }
    if !steward.isEmpty { members["steward"] = .string(steward) }
    if let against { members["against"] = .string(against) }
    return .object(members)
  }

  init(_ body: EventBody) throws {
    self.init(
      number: try body.text("number"), kind: try body.text("kind"),
      sort: body.body["sort"]?.string ?? "", pack: try body.text("pack"),
      title: try body.text("title"),
      text: try body.text("text"), caller: try body.text("caller"),
      channel: try body.text("channel"), source: try body.text("source"),
      origin: body.body["origin"]?.string ?? "", steward: body.body["steward"]?.string ?? "",
      against: body.body["against"]?.string,
      area: body.body["area"]?.string, category: body.body["category"]?.string,
      lead: body.body["lead"]?.string, rule: try body.text("rule"),
      reason: try body.text("reason"), clocks: try body.clocks(), stand: try body.stand())
  }
}
