import City
import Duties
import Figures
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Store
import TestKit

/// A city whose units meet and visit: the example with series and programmes of its own.
final class Chamber: Sendable {
  let city: City
  var store: any Store { city.store }

  private init(_ city: City) { self.city = city }

  static let yaml = """
    roles:
      - id: convener
        name: {zh: 会议主持, en: Convener}
        permissions: [meeting.read, meeting.convene, meeting.record, meeting.report, matter.read]
        reach: area
      - id: owner
        name: {zh: 责任单位, en: Owner}
        permissions: [meeting.read, meeting.report]
        reach: unit
      - id: organiser
        name: {zh: 走访组织, en: Organiser}
        permissions: [outreach.read, outreach.assign, outreach.visit, outreach.record]
        reach: area
    meetings:
      - id: weekly
        name: 周调度
        unit: a3-office
        every: 7
        weekday: 1
        upward: fortnightly
        repeats: 2
      - id: fortnightly
        name: 专题会
        unit: a-office
        every: 14
        anchor: 2022-09-06
        late: false
        upward: top
        carriesMax: 3
      - {id: top, name: 顶格协调, unit: a-office, late: false, carriesMax: 1}
    programs:
      - id: firms
        name: 千名干部进千企
        unit: a-office
        targets: 1000
        visitors: 1000
        kind: hotline
        every: 30
        topics: [{id: labour, name: 用工}, {id: finance, name: 融资}]
      - id: stall
        name: 110宣传
        unit: a-security
        assigned: false
        topics: [{id: fire, name: 防火}, {id: theft, name: 防盗}, {id: fraud, name: 防诈骗}]
    figures:
    """

  private static let observed = [
    "decision.made", "decision.done", "decision.late", "agenda.carried", "agenda.raised",
    "outreach.assigned", "outreach.visited", "outreach.covered", "outreach.topic",
  ]

  /// The example pack with the text above, or with another one.
  static func pack(_ text: String? = nil) throws -> Pack {
    let figures = observed.map {
      "  - {id: \($0), name: \($0), form: flow, unit: 件, of: \($0), definition: \($0)}"
    }
    let whole = text ?? (yaml + "\n" + figures.joined(separator: "\n") + "\n")
    let extra = PackFiles(["Packs/example/meetings.yaml": Array(whole.utf8)])
    return try PackLoader.load("example", from: repositoryFiles().overlaid(with: extra))
  }

  private static let loaded = Result { try pack() }

  static func open(_ pack: Pack? = nil) async throws -> Chamber {
    let city = try await City.open(
      try pack ?? loaded.get(), try temporaryStore(), random: fixedBytes,
      clock: { Instant(milliseconds: 1_800_000_000_000) })
    return Chamber(city)
  }

  /// May do everything everywhere.
  static let almighty = Actor(
    id: "person:almighty", name: "almighty",
    grants: [
      Grant(
        role: "almighty", permissions: Set(PackRecord.permissions.map { Permission($0) }),
        unit: nil, areas: nil, onlyOwnUnit: false)
    ])

  func convener(_ unit: String) throws -> Actor { try city.actor(role: "convener", unit: unit) }
  func owner(_ unit: String) throws -> Actor { try city.actor(role: "owner", unit: unit) }

  @discardableResult
  func take<Performed: Action>(
    _ action: Performed, on id: Int64? = nil, by actor: Actor = almighty, at time: String
  ) async throws -> Int64 where Performed.Subject == MeetingEngine {
    try await city.perform(Request(action, on: id, by: actor, at: try moment(time))).subject
  }

  @discardableResult
  func visit<Performed: Action>(
    _ action: Performed, _ program: String, _ target: String, by actor: Actor = almighty,
    at time: String
  ) async throws -> Int64 where Performed.Subject == OutreachEngine {
    try await city.perform(
      Request(
        action, on: city.outreach.id(of: program, target), by: actor, at: try moment(time))
    ).subject
  }

  /// A call about a street lamp of District A3, whose answer is due within days.
  func receive(_ place: String = "A3区", at time: String = "2022-09-05 09:40") async throws
    -> Int64
  {
    let call = ReceiveMatter(
      kind: "hotline", title: place + "云杉路的路灯不亮", text: "请修", caller: "王建国",
      channel: "phone", source: "", area: nil, category: nil)
    return try await city.perform(
      Request(call, by: Chamber.almighty, at: try moment(time))
    ).subject
  }

  func meeting(_ id: Int64) async throws -> Meeting {
    let reader = MeetingReader(city.meetings, .everything)
    guard let found = try await store.read({ try reader.meeting(id, $0) }) else {
      throw NoMoment(text: "\(id)")
    }
    return found
  }

  /// Names and moments of what happened in a stream.
  func events(_ id: Int64) async throws -> [String] {
    let jurisdiction = city.pack.jurisdiction
    return try await store.read { try EventReader.events(of: id, jurisdiction, $0) }.map {
      "\($0.event.name) \($0.at.minuteText(.china))"
    }
  }

  func waiting(_ series: String) async throws -> [MeetingReader.Waiting] {
    let reader = MeetingReader(city.meetings, .everything)
    return try await store.read { try reader.waiting(for: series, $0) }
  }

  func figure(_ name: String) async throws -> Int64 {
    guard let years = FigurePeriod("2021..2030") else { throw NoMoment(text: name) }
    let figures = city.figures
    return try await store.read {
      try figures.answer(FigureQuestion(figure: name, period: years), $0).first?.count ?? 0
    }
  }

  /// The tables that a rebuild of a spoilt copy makes different from the original; empty where the
  /// journal tells everything.
  func differing(spoil: [String]) async throws -> [String] {
    let before = try await city.rebuilder.digests(store)
    try await store.write { writer in
      for sql in spoil { try writer.run(Statement(sql), []) }
    }
    let spoilt = try await city.rebuilder.digests(store)
    if spoilt == before { return ["nothing was spoilt"] }
    _ = try await city.rebuilder.rebuild(store)
    let after = try await city.rebuilder.digests(store)
    return before.keys.filter { before[$0] != after[$0] }.sorted()
  }
}

struct NoMoment: Error { let text: String }

/// A moment of China's time, such as `2022-09-05 09:40`.
func moment(_ text: String) throws -> Instant {
  guard let found = Instant(text, offset: .china) else { throw NoMoment(text: text) }
  return found
}
