import City
import Duties
import Kernel
import Organisation
import Pack
import Store

/// The operations that read meetings and outreach.
enum DutyOperations {
  static let all = [meetings, meeting, outreach]

  static let meetings = Operation(
    "listMeetings", .get, "/meetings", tag: "meetings",
    Text(zh: "一个例会的历次会议", en: "The meetings of a series"), permission: "meeting.read",
    parameters: [
      Operation.Parameter(
        "series", .query, .text(max: 64), Text(zh: "例会代码", en: "Code of the series"),
        required: true), Paging.limit, Paging.after, Paging.fields,
    ], answer: .reference("MeetingPage"), refusals: [403, 404, 422]
  ) { city, request in
    let actor = try request.reader("meeting.read")
    let series = request.query["series"] ?? ""
    guard city.pack.meetings.contains(where: { $0.id == series }) else {
      throw Problem(
        .notFound, field: "series",
        ["what": "meeting series", "name": String(series.prefix(80))])
    }
    let after = try request.query["after"].map { text throws(Problem) in
      guard let ordinal = Int64(text), ordinal >= 0 else {
        throw MatterOperations.cursorInvalid(text)
      }
      return ordinal
    }
    let reader = MeetingReader(city.meetings, RowScope(actor, "meeting.read"))
    let limit = Paging.limit(request)
    let lines = try await city.store.read {
      try reader.meetings(of: series, before: after ?? .max, limit: limit, $0)
    }
    let offset = city.pack.offset
    let items = lines.map { line -> JSON in
      [
        "id": .string(Identifier<Meeting>(rawValue: line.id).text),
        "series": .string(line.series), "ordinal": .integer(line.ordinal),
        "unit": .string(line.unit), "area": .string(line.area),
        "convened": .string(line.convenedAt.text(offset)),
        "closed": JSON(line.closedAt?.text(offset)),
      ]
    }
    return try Paging.answer(items, request, next: lines.last.map { String($0.ordinal) })
  }

  static let meeting = Operation(
    "getMeeting", .get, "/meetings/{id}", tag: "meetings",
    Text(zh: "一次会议", en: "Read one meeting"), permission: "meeting.read",
    parameters: [ActionOperations.identifier, Paging.fields], answer: .reference("Meeting"),
    refusals: [403, 404, 422]
  ) { city, request in
    let actor = try request.reader("meeting.read")
    let name = request.path["id"] ?? ""
    let reader = MeetingReader(city.meetings, RowScope(actor, "meeting.read"))
    let id = Identifier<Meeting>(name)?.rawValue ?? 0
    let isSeen = try await city.store.read { try reader.meeting(id, $0) } != nil
    guard isSeen, let facts = try await MeetingFacts.json(id, city) else {
      throw Problem(.notFound, ["what": "meeting", "name": String(name.prefix(80))])
    }
    return .json(try Paging.pick(request, from: facts))
  }

  static let outreach = Operation(
    "getOutreach", .get, "/outreach/{id}", tag: "outreach",
    Text(zh: "一项走访活动的进展", en: "How far a programme of visits has come"),
    permission: "outreach.read",
    parameters: [
      Operation.Parameter(
        "id", .path, .text(max: 64), Text(zh: "活动代码", en: "Code of the programme"))
    ], answer: .reference("Outreach"), refusals: [403, 404]
  ) { city, request in
    let actor = try request.reader("outreach.read")
    // Its counters are those of the whole city.
    guard RowScope(actor, "outreach.read").isEverything else { throw Problem(.outOfScope) }
    return .json(
      try await OutreachFacts.json(request.path["id"] ?? "", city, at: request.now))
  }
}
