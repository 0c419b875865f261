import TestKit
import City
import Figures
import Journal
import Kernel
import Organisation
import Pack
import Store
import Territory
import Testing

@testable import Matters

extension MatterEngine {
  /// The engine of the example, without a city around it.
  static func example() throws -> MatterEngine {
    let pack = try TestPack.example()
    let territory = Territory(pack)
    return MatterEngine(pack, territory, Organisation(pack, territory), FigureBook(pack))
  }
}

@Suite struct SchemaTests {
  /// The plans of the queries that a closure sends.
  private func plans(
    _ hall: Hall, _ body: @escaping @Sendable (any Reading) throws -> Void
  ) async throws -> [String] {
    try await hall.store.read { try $0.plans(body) }
  }

  private func expect(_ plans: [String], use index: String) {
    #expect(!plans.isEmpty)
    for plan in plans {
      #expect(plan.contains(index), "\(plan)")
      for table in ["matter", "event", "timer", "observation", "figure_cell", "stream"] {
        #expect(!plan.contains("SCAN \(table)"), "\(plan)")
      }
    }
  }

  @Test func `the list at work is read from its index, in its order`() async throws {
    let hall = try await Hall.open()
    _ = try await hall.receive()
    let engine = hall.city.matters
    let scopes = [
      RowScope.everything, RowScope(areas: ["a"], units: ["a3-housing"], isEverything: false),
    ]
    for scope in scopes {
      let list = try await plans(hall) { reader in
        let matters = MatterReader(engine, scope)
        let first = try matters.atWork(reader)
        #expect(first.count == 1)
        _ = try matters.atWork(after: first[0].cursor, reader)
        _ = try matters.atWork(light: .green, after: first[0].cursor, limit: 10, reader)
      }
      expect(list, use: "USING INDEX matter_at_work")
      #expect(list.allSatisfy { !$0.contains("TEMP B-TREE") }, "\(list)")
      let lights = try await plans(hall) { _ = try MatterReader(engine, scope).lights($0) }
      expect(lights, use: "matter_at_work")
    }
  }

  @Test func `what waits is counted from indexes alone, and a page fetches its own rows`()
    async throws
  {
    let hall = try await Hall.open()
    _ = try await hall.receive()
    let engine = hall.city.matters
    let boss = try hall.city.actor(post: "supervisor")
    for actor in [Hall.almighty, boss, try hall.handler("a3-housing")] {
      let waiting = WaitingReader(engine, actor)
      for group in waiting.groups {
        let asked = try await plans(hall) { reader in
          _ = try waiting.count(group, reader)
          _ = try waiting.count(group, .green, reader)
          _ = try waiting.lines(group, reader)
          _ = try waiting.lines(group, order: .newest, after: MatterReader.Cursor("0.1.2"), reader)
        }
        for plan in asked {
          #expect(!plan.contains("SCAN matter") && !plan.contains("SCAN p"), "\(group) \(plan)")
          #expect(!plan.contains("matter_by_number"), "\(group) \(plan)")
        }
        // Who acts for every unit is the program's own hand, and has no desk.
        if actor == Hall.almighty && group == .accept { continue }
        let isOfParts = asked[0].contains("matter_part_open")
        for count in asked.prefix(2) where !isOfParts {
          #expect(count.contains("SEARCH matter USING COVERING INDEX"), "\(group) \(count)")
        }
      }
    }
    let parts = try await plans(hall) { reader in
      _ = try WaitingReader(engine, boss).count(.requests, reader)
      _ = try WaitingReader(engine, Hall.almighty).count(.summoned, reader)
    }
    for plan in parts { #expect(plan.contains("p USING INDEX matter_part_open"), "\(plan)") }
  }

  @Test func `a search looks at so many matters and no more`() async throws {
    let hall = try await Hall.open()
    _ = try await hall.receive()
    let reader = MatterReader(hall.city.matters, .everything)
    var filter = MatterReader.Filter()
    (filter.words, filter.phases, filter.lead) = ("路灯", [.open], "a3-housing")
    let asked = filter
    let list = try await plans(hall) { store in
      _ = try reader.search(asked, after: Int64.max, limit: 10, store)
      _ = try reader.count(asked, most: 100, store)
    }
    #expect(list.count == 4)
    for plan in list {
      #expect(!plan.contains("TEMP B-TREE") || plan.contains("SCAN line"), "\(plan)")
      #expect(!plan.contains("matter_by_"), "\(plan)")
    }
    #expect(list[0].contains("USING INTEGER PRIMARY KEY (rowid<?)"), "\(list)")
  }

  @Test func `a page of the newest matters sorts nothing, whoever asks`() async throws {
    let hall = try await Hall.open()
    _ = try await hall.receive()
    let engine = hall.city.matters
    let scopes = [
      RowScope.everything, RowScope(areas: ["a"], units: ["a3-housing"], isEverything: false),
    ]
    for scope in scopes {
      let list = try await plans(hall) { reader in
        let matters = MatterReader(engine, scope)
        _ = try matters.newest(MatterReader.Filter(), reader)
        _ = try matters.newest(MatterReader.Filter(), after: Int64.max, limit: 10, reader)
      }
      #expect(list.count == 2)
      #expect(list.allSatisfy { !$0.contains("TEMP B-TREE") }, "\(list)")
      #expect(list.last?.contains("USING INTEGER PRIMARY KEY (rowid<?)") == true, "\(list)")
    }
  }

  @Test func `a matter is found by number and by source through an index`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive(Hall.call(source: "m/1"))
    let number = try await hall.matter(id).number
    let engine = hall.city.matters
    let byNumber = try await plans(hall) {
      let found = try MatterReader(engine, .everything).matter(number, $0)?.id
      #expect(found == id)
    }
    expect([try #require(byNumber.first)], use: "matter_by_number")
    expect(Array(byNumber.dropFirst()), use: "PRIMARY KEY")
    let bySource = try await plans(hall) {
      let found = try MatterReader(engine, .everything).matter(source: "m/1", $0)?.id
      #expect(found == id)
    }
    expect([try #require(bySource.first)], use: "matter_by_source")
  }

  @Test func `deadlines, timelines and figures are read through their keys`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive()
    let jurisdiction = hall.city.pack.jurisdiction
    let late = try moment("2023-01-01 00:00")
    let timers = try await plans(hall) {
      let found = try Timers.due(by: late, jurisdiction, $0).count
      #expect(found == 2)
    }
    expect(timers, use: "USING PRIMARY KEY")
    let events = try await plans(hall) {
      let found = try EventReader.events(of: id, jurisdiction, $0).count
      #expect(found == 1)
    }
    expect(events, use: "event_by_subject")
    let (figures, pack) = (hall.city.figures, hall.city.pack)
    let period = try #require(FigurePeriod("2022-09"))
    for figure in pack.figures.map(\.record) {
      let question = FigureQuestion(figure: figure.id, period: period)
      let answers = try await plans(hall) { _ = try figures.answer(question, $0) }
      expect(answers, use: "USING PRIMARY KEY")
      if figure.form == .ratio { continue }
      let rows = try await plans(hall) { _ = try figures.rows(of: question, $0) }
      expect(rows, use: "USING PRIMARY KEY")
    }
  }

  @Test(arguments: [
    "UPDATE matter SET lead = NULL", "UPDATE matter SET phase = 'limbo'",
    "UPDATE matter SET light = 3", "UPDATE matter SET number = ''",
    "UPDATE matter SET reopenings = -1", "UPDATE matter SET area = 7, title = x'00'",
    "UPDATE matter_clock SET round = 0", "UPDATE matter_clock SET light = 9",
    "UPDATE matter_clock SET matter = 1", "DELETE FROM matter",
    """
    INSERT INTO matter_promise (matter, number, text, due, broken)
    SELECT id, 0, 'x', 1, 0 FROM matter
    """,
    "INSERT INTO matter_promise (matter, number, text, due, broken) VALUES (1, 1, 'x', 1, 0)",
  ])
  func `the tables refuse what the laws forbid`(sql: String) async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive()
    let before = try await hall.matter(id)
    #expect(before.lead != nil)
    let code = await problemCode {
      try await hall.store.write { try $0.run(Statement(sql), []) }
    }
    #expect(code != nil)
    #expect(try await hall.matter(id) == before)
  }

  @Test func `a matter in arbitration and only there may stand without a lead`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive(Hall.call(title: "路灯不亮"))
    #expect(try await hall.matter(id).lead == nil)
    for phase in ["open", "answered", "closed"] {
      let code = await problemCode {
        try await hall.store.write {
          try $0.run(Statement("UPDATE matter SET phase = '\(phase)'"), [])
        }
      }
      #expect(code != nil)
    }
  }
}
