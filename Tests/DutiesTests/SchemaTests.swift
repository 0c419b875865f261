import City
import Duties
import Journal
import Kernel
import Organisation
import Pack
import Store
import TestKit
import Testing

@Suite struct SchemaTests {
  private func plans(
    _ chamber: Chamber, _ body: @escaping @Sendable (any Reading) throws -> Void
  ) async throws -> [String] {
    try await chamber.store.read { try $0.plans(body) }
  }

  private static let scopes = [
    RowScope.everything, RowScope(areas: ["a"], units: ["a3-office"], isEverything: false),
  ]

  @Test func `lists of meetings and decisions are read from their indices, in their order`()
    async throws
  {
    let chamber = try await Chamber.open()
    let engine = chamber.city.meetings
    for scope in SchemaTests.scopes {
      let reader = MeetingReader(engine, scope)
      for (index, found) in try await [
        ("meeting_by_ordinal", plans(chamber) { _ = try reader.meetings(of: "weekly", $0) }),
        (
          "meeting_decision_open",
          plans(chamber) { _ = try reader.openDecisions(overdueAt: .init(milliseconds: 9), $0) }
        ),
        (
          "meeting_decision_by_lead",
          plans(chamber) { _ = try reader.openDecisions(of: "a3-housing", $0) }
        ),
        ("agenda_carry_waiting", plans(chamber) { _ = try reader.waiting(for: "weekly", $0) }),
      ] {
        for plan in found {
          #expect(plan.contains(index), "\(plan)")
          #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
        }
      }
    }
  }

  @Test func `lists of targets are read from their indices, in their order`() async throws {
    let chamber = try await Chamber.open()
    let engine = chamber.city.outreach
    for scope in SchemaTests.scopes {
      let reader = OutreachReader(engine, scope)
      let day = CivilDate(dayNumber: 19_000)
      for (index, found) in try await [
        ("outreach_target_uncovered", plans(chamber) { _ = try reader.uncovered(of: "firms", $0) }),
        (
          "outreach_target_waiting",
          plans(chamber) { _ = try reader.overdue(of: "firms", on: day, $0) }
        ),
      ] {
        for plan in found {
          #expect(plan.contains(index), "\(plan)")
          #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
        }
      }
      let coverage = try await plans(chamber) { _ = try reader.coverage(of: "firms", $0) }
      #expect(coverage.allSatisfy { $0.contains("USING COVERING INDEX outreach_target_coverage") })
      let counters = try await plans(chamber) {
        _ = try reader.topics(of: "firms", $0)
        _ = try reader.visitors(of: "firms", $0)
      }
      #expect(counters.allSatisfy { $0.contains("USING PRIMARY KEY") }, "\(counters)")
    }
  }

  @Test func `an agenda reads matters through their index`() async throws {
    let chamber = try await Chamber.open()
    let id = try await chamber.take(ConveneMeeting(series: "weekly"), at: "2022-09-05 10:00")
    try await chamber.take(CloseMeeting(), on: id, at: "2022-09-05 11:00")
    let engine = chamber.city.meetings
    let context = ActionContext(id: 1, actor: Chamber.almighty, now: try moment("2022-09-06 10:00"))
    let plans = try await chamber.store.write { writer in
      let ear = WritingEar(writer)
      _ = try ConveneMeeting(series: "weekly").gather(engine, context, ear)
      return try ear.heard.map { query in
        try writer.rows(Statement("EXPLAIN QUERY PLAN " + query.sql), query.arguments)
          .map { $0.text(3) }.joined(separator: "; ")
      }
    }
    #expect(plans.count > 4)
    for plan in plans {
      for table in ["matter", "agenda_item", "agenda_carry", "meeting", "meeting_decision"] {
        #expect(!plan.contains("SCAN \(table)"), "\(plan)")
      }
    }
  }
}

/// Notes the queries that pass through a writer.
private final class WritingEar: Writing {
  let writer: any Writing
  private(set) var heard: [(sql: String, arguments: [SQLValue])] = []

  init(_ writer: any Writing) { self.writer = writer }

  func rows(_ statement: Statement, _ arguments: [SQLValue]) throws -> [Row] {
    heard.append((statement.sql, arguments))
    return try writer.rows(statement, arguments)
  }

  func forEachRow(
    _ statement: Statement, _ arguments: [SQLValue], _ body: (Row) throws -> Bool
  ) throws { try writer.forEachRow(statement, arguments, body) }

  func run(_ statement: Statement, _ arguments: [SQLValue]) throws {
    try writer.run(statement, arguments)
  }

  func change(_ statement: Statement, _ arguments: [SQLValue]) throws -> Int {
    try writer.change(statement, arguments)
  }
}
