import City
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Store
import Territory

/// The operations that read matters.
enum MatterOperations {
  static let all = [list, one, events, tracking, wall]

  private static let tag = "matters"

  // MARK: Lists

  private static func filter(
    _ name: String, _ schema: Schema, zh: String, en: String
  ) -> Operation.Parameter {
    Operation.Parameter(name, .query, schema, Text(zh: zh, en: en))
  }

  private static let filters = [
    filter(
      "phase", .choice(["at-work"] + Phase.allCases.map(\.rawValue)), zh: "阶段", en: "Phase"),
    filter("kind", .text(max: 64), zh: "事项种类", en: "Kind of matter"),
    filter("state", .text(max: 64), zh: "状态", en: "State"),
    filter(
      "light", .choice(Matter.Light.allCases.map { "\($0)" }), zh: "时限灯色",
      en: "Light of its clocks"),
    filter("area", .text(max: 64), zh: "辖区（含下级）", en: "An area with all that lies in it"),
    filter("category", .text(max: 64), zh: "类别", en: "Category"),
    filter("lead", .text(max: 64), zh: "承办单位", en: "Unit that leads"),
    filter("channel", .text(max: 64), zh: "渠道", en: "Channel"),
    filter("source", .text(max: 200), zh: "来源编号", en: "Number at the source"),
    filter("from", .instant, zh: "受理时间起", en: "Received at or after"),
    filter("before", .instant, zh: "受理时间止", en: "Received before"),
  ]

  static let list = Operation(
    "listMatters", .get, "/matters", tag: tag,
    Text(zh: "事项列表，新的在前", en: "List matters, the newest first"), permission: "matter.read",
    parameters: filters + [Paging.limit, Paging.after, Paging.fields],
    answer: .reference("MatterPage"), refusals: [403, 404, 422]
  ) { city, request in
    let actor = try request.reader("matter.read")
    let reader = MatterReader(city.matters, RowScope(actor, "matter.read"))
    let filter = try filter(request, city)
    let after = try request.query["after"].map { text throws(Problem) in
      guard let id = Identifier<Matter>(text) else { throw cursorInvalid(text) }
      return id.rawValue
    }
    let limit = Paging.limit(request)
    let lines = try await city.store.read {
      try reader.newest(filter, after: after, limit: limit, $0)
    }
    return try Paging.answer(
      lines.map { line(of: $0, city) }, request,
      next: lines.last.map { Identifier<Matter>(rawValue: $0.id).text })
  }

  static func cursorInvalid(_ text: String) -> Problem {
    Problem(
      .fieldInvalid, field: "after",
      ["name": "after", "expected": "the `next` of a page", "found": String(text.prefix(80))])
  }

  static func filter(_ request: APIRequest, _ city: City) throws(Problem) -> MatterReader.Filter {
    let query = request.query
    var filter = MatterReader.Filter()
    if let phase = query["phase"] {
      filter.phases =
        phase == "at-work" ? [.arbitration, .pool, .open] : Phase(rawValue: phase).map { [$0] }
    }
    if let light = query["light"] {
      filter.light = Matter.Light.allCases.first { "\($0)" == light }
    }
    if let area = query["area"] {
      guard city.territory.area(area) != nil else {
        throw Problem(.notFound, field: "area", ["what": "area", "name": area])
      }
      filter.area = area
    }
    filter.kind = query["kind"]
    filter.state = query["state"]
    filter.category = query["category"]
    filter.lead = query["lead"]
    filter.channel = query["channel"]
    filter.source = query["source"]
    filter.from = query["from"].flatMap { Instant($0, offset: city.pack.offset) }
    filter.before = query["before"].flatMap { Instant($0, offset: city.pack.offset) }
    return filter
  }

  static func line(of line: MatterReader.Line, _ city: City) -> JSON {
    let offset = city.pack.offset
    return [
      "id": .string(Identifier<Matter>(rawValue: line.id).text), "number": .string(line.number),
      "kind": .string(line.kind), "title": .string(line.title), "state": .string(line.state),
      "phase": JSON(line.phase?.rawValue), "light": .string("\(line.light)"),
      "due": JSON(line.dueAt?.text(offset)), "area": JSON(line.area),
      "category": JSON(line.category), "lead": JSON(line.lead), "reason": .string(line.reason),
      "received": JSON(line.receivedAt?.text(offset)),
      "answered": JSON(line.answeredAt?.text(offset)),
      "closed": JSON(line.closedAt?.text(offset)), "channel": JSON(line.channel),
      "grade": JSON(line.grade),
    ]
  }

  // MARK: One

  static let one = Operation(
    "getMatter", .get, "/matters/{id}", tag: tag, Text(zh: "一件事项", en: "Read one matter"),
    permission: "matter.read", parameters: [ActionOperations.identifier, Paging.fields],
    answer: .reference("Matter"), refusals: [403, 404, 422]
  ) { city, request in
    let (id, matter) = try await found(request, city)
    let version = try await version(of: id, city)
    let facts = MatterFacts.json(id, matter, city)
    return .json(try Paging.pick(request, from: facts), etag: String(version))
  }

  static func found(
    _ request: APIRequest, _ city: City
  ) async throws -> (id: Int64, matter: Matter) {
    let actor = try request.reader("matter.read")
    let reader = MatterReader(city.matters, RowScope(actor, "matter.read"))
    let name = request.path["id"] ?? ""
    guard let found = try await city.store.read({ try reader.matter(name, $0) }) else {
      throw Problem(.notFound, ["what": "matter", "name": String(name.prefix(80))])
    }
    return found
  }

  private static func version(of id: Int64, _ city: City) async throws -> Int64 {
    let jurisdiction = city.pack.jurisdiction
    let row = try await city.store.read {
      try $0.row(
        "SELECT version FROM stream WHERE jurisdiction = ? AND subject = ?",
        [.integer(jurisdiction), .integer(id)])
    }
    return row?.integer(0) ?? 0
  }

  static let events = Operation(
    "listMatterEvents", .get, "/matters/{id}/events", tag: tag,
    Text(zh: "一件事项的经过", en: "What happened to a matter"), permission: "matter.read",
    parameters: [ActionOperations.identifier, Paging.limit, Paging.after, Paging.fields],
    answer: .reference("EventPage"), refusals: [403, 404, 422]
  ) { city, request in
    let (id, _) = try await found(request, city)
    let after = try request.query["after"].map { text throws(Problem) in
      guard let version = Int64(text), version >= 0 else { throw cursorInvalid(text) }
      return version
    }
    let (limit, jurisdiction) = (Paging.limit(request), city.pack.jurisdiction)
    let events = try await city.store.read {
      try EventReader.events(of: id, jurisdiction, after: after ?? 0, $0)
    }.prefix(limit)
    return try Paging.answer(
      events.map { event($0, city) }, request, next: events.last.map { String($0.version) })
  }

  /// An event without what it says: the words of callers and the names of persons are in the
  /// matter, where they are redacted.
  private static func event(_ event: RecordedEvent, _ city: City) -> JSON {
    [
      "position": .integer(event.position), "version": .integer(event.version),
      "name": .string(event.event.name), "at": .string(event.at.text(city.pack.offset)),
      "recorded": .string(event.recorded.text(city.pack.offset)),
      "actor": .string(PublicText.actor(event.actor)), "action": .string(event.action),
      "pack": .string(event.pack),
    ]
  }

  // MARK: For everybody

  static let tracking = Operation(
    "trackMatter", .get, "/tracking/{id}", tag: "residents",
    Text(zh: "凭编号和查询码查办理进度", en: "Follow a matter by its number and code"),
    permission: nil,
    parameters: [
      Operation.Parameter(
        "id", .path, .text(max: 64), Text(zh: "编号", en: "Number of the matter")),
      Operation.Parameter(
        "Matter-Code", .header, .text(max: 32), Text(zh: "查询码", en: "Code of the matter"),
        required: true),
    ], answer: .reference("Tracking"), refusals: [404, 422]
  ) { city, request in
    guard let code = request.headers["matter-code"] else {
      throw Problem(.fieldMissing, field: "Matter-Code", ["name": "Matter-Code"])
    }
    let (_, id) = try await city.caller(number: request.path["id"] ?? "", code: code)
    let engine = city.matters
    guard let matter = try await city.store.read({ try engine.loadWhole(id, $0) }) else {
      throw Problem(.codeWrong)
    }
    return .json(tracked(matter, city), etag: String(try await version(of: id, city)))
  }

  /// What its caller may know of a matter.
  private static func tracked(_ matter: Matter, _ city: City) -> JSON {
    func time(_ instant: Instant?) -> JSON { JSON(instant?.text(city.pack.offset)) }
    return [
      "number": .string(matter.number), "title": .string(matter.title),
      "state": .string(matter.state), "phase": .string(matter.phase.rawValue),
      "received": time(matter.receivedAt), "due": time(matter.dueAt),
      "answered": time(matter.answeredAt), "closed": time(matter.closedAt),
      "lead": JSON(matter.lead.flatMap { city.organisation.unit($0)?.name.chinese }),
      "reply": JSON(
        matter.phase == .answered || matter.phase == .closed ? matter.body?.reply : nil),
      "grade": JSON(matter.grade),
      "promises": .array(
        matter.promises.map {
          ["text": .string($0.text), "due": time($0.dueAt), "kept": time($0.keptAt)]
        }),
    ]
  }

  static let wall = Operation(
    "listWall", .get, "/wall", tag: "residents",
    Text(zh: "回音壁：群众的声音和政府的回音", en: "The echo wall: calls and echoes"), permission: nil,
    parameters: [
      Operation.Parameter(
        "column", .query, .choice(Publication.Column.allCases.map(\.rawValue)),
        Text(zh: "栏目", en: "Column"),
        required: true)
    ], answer: .reference("WallPage"), refusals: [422]
  ) { city, request in
    let wall = EchoWall(city.matters, .everything)
    let column = request.query["column"].flatMap(Publication.Column.init(rawValue:)) ?? .echo
    let entries = try await city.store.read { try wall.entries(column: column, $0) }
    return .json([
      "items": .array(
        entries.map {
          [
            "number": .string($0.number), "text": .string($0.publication),
            "column": .string($0.column), "issue": .string($0.issue),
            "at": .string($0.at.text(city.pack.offset)),
          ]
        }), "next": .null,
    ])
  }
}
