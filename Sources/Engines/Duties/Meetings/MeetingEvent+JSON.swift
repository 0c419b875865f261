public import Journal
public import Kernel

extension MeetingEvent: DomainEvent {
  public var event: Event {
    switch self {
    case .convened(let convened): Event("meeting.convened", convened.json)
    case .itemAdded(let item): Event("meeting.item-added", item.json)
    case .decided(let ruling): Event("meeting.decided", ruling.json)
    case .decisionDone(let number, let note):
      Event("meeting.decision-done", ["number": .integer(number), "note": .string(note)])
    case .decisionDropped(let number, let reason):
      Event("meeting.decision-dropped", ["number": .integer(number), "reason": .string(reason)])
    case .decisionLate(let number): Event("meeting.decision-late", ["number": .integer(number)])
    case .closed(let carries):
      Event("meeting.closed", ["carried": .array(carries.map(\.json))])
    }
  }

  public init(_ event: Event) throws {
    let body = EventBody(name: event.name, body: event.body)
    switch event.name {
    case "meeting.convened": self = .convened(try Convened(body))
    case "meeting.item-added": self = .itemAdded(try AgendaItem(body))
    case "meeting.decided": self = .decided(try Ruling(body))
    case "meeting.decision-done":
      self = .decisionDone(number: try body.integer("number"), note: try body.text("note"))
    case "meeting.decision-dropped":
      self = .decisionDropped(number: try body.integer("number"), reason: try body.text("reason"))
    case "meeting.decision-late": self = .decisionLate(number: try body.integer("number"))
    case "meeting.closed": self = .closed(try body.list("carried").map(Meeting.Carry.init))
    default: throw body.fault("")
    }
  }
}

extension MeetingEvent.Convened {
  var json: JSON {
    [
      "series": .string(series), "ordinal": .integer(ordinal), "unit": .string(unit),
      "area": .string(area), "items": .array(items.map(\.json)),
      "leftOut": [
        "carried": .integer(leftOut.carried), "late": .integer(leftOut.late),
        "repeated": .integer(leftOut.repeated),
      ],
    ]
  }

  init(_ body: EventBody) throws {
    let leftOut = try body.part("leftOut")
    self.init(
      series: try body.text("series"), ordinal: try body.integer("ordinal"),
      unit: try body.text("unit"), area: try body.text("area"),
      items: try body.list("items").map(AgendaItem.init),
      leftOut: Meeting.LeftOut(
        carried: try leftOut.integer("carried"), late: try leftOut.integer("late"),
        repeated: try leftOut.integer("repeated")))
  }
}

extension MeetingEvent.Ruling {
  var json: JSON {
    [
      "number": .integer(number), "item": .integer(item), "text": .string(text),
      "owner": .string(owner), "due": JSON(dueAt),
    ]
  }

  init(_ body: EventBody) throws {
    self.init(
      number: try body.integer("number"), item: try body.integer("item"),
      text: try body.text("text"), owner: try body.text("owner"),
      dueAt: Instant(milliseconds: try body.integer("due")))
  }
}

extension Meeting.Carry {
  var json: JSON {
    [
      "sort": .string(sort.rawValue), "number": .integer(number), "series": .string(series),
      "times": .integer(times), "raised": .boolean(isRaised), "stuck": .boolean(isStuck),
    ]
  }

  init(_ body: EventBody) throws {
    self.init(
      sort: try body.word("sort"), number: try body.integer("number"),
      series: try body.text("series"), times: try body.integer("times"),
      isRaised: try body.flag("raised"), isStuck: try body.flag("stuck"))
  }
}

extension AgendaItem {
  var json: JSON {
    [
      "number": .integer(number), "cause": .string(cause.rawValue), "text": .string(text),
      "times": .integer(times), "settled": .boolean(isSettled), "stuck": .boolean(isStuck),
      "matter": matter.map { ["id": .integer($0.id), "number": .string($0.number)] } ?? .null,
      "source": source.map {
        [
          "meeting": .integer($0.meeting), "sort": .string($0.sort.rawValue),
          "number": .integer($0.number),
        ]
      } ?? .null,
      "decision": decision.map {
        ["meeting": .integer($0.meeting), "number": .integer($0.number)]
      } ?? .null,
    ]
  }

  init(_ body: EventBody) throws {
    self.init(
      number: try body.integer("number"), cause: try body.word("cause"),
      matter: try body.partIfPresent("matter").map {
        MatterName(id: try $0.integer("id"), number: try $0.text("number"))
      },
      text: try body.text("text"), times: try body.integer("times"),
      source: try body.partIfPresent("source").map {
        BusinessPart(
          meeting: try $0.integer("meeting"), sort: try $0.word("sort"),
          number: try $0.integer("number"))
      },
      decision: try body.partIfPresent("decision").map {
        DecisionName(meeting: try $0.integer("meeting"), number: try $0.integer("number"))
      },
      isSettled: try body.flag("settled"), isStuck: try body.flag("stuck"))
  }
}
