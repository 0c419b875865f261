import Duties
public import Kernel
import Organisation
import Pack
import Store

/// How far a programme of visits has come, as programs read it.
public enum OutreachFacts {
  /// - Parameter now: the moment whose day tells what is overdue.
  /// - Returns: an object with planned, known, assigned, unassigned, covered, visitors, percentages
  ///   and topics.
  public static func json(_ program: String, _ city: City, at now: Instant) async throws -> JSON {
    guard city.pack.programs.contains(where: { $0.id == program }) else {
      throw Problem(.notFound, ["what": "outreach program", "name": program])
    }
    let reader = OutreachReader(city.outreach, .everything)
    let date = now.local(city.pack.offset).date
    return try await city.store.read { store in
      let coverage = try reader.coverage(of: program, store)
      let topics = try reader.topics(of: program, store)
      return [
        "planned": JSON(coverage.planned), "plannedVisitors": JSON(coverage.plannedVisitors),
        "known": .integer(coverage.known), "assigned": .integer(coverage.assigned),
        "unassigned": .integer(coverage.unassigned), "visitors": .integer(coverage.visitors),
        "covered": .integer(coverage.covered), "percent": rounded(coverage.percent),
        "assignedPercent": rounded(coverage.assignedPercent),
        "overdue": .integer(try overdue(program, reader, on: date, store)),
        "topics": .object(topics.mapValues(JSON.integer)),
      ]
    }
  }

  /// Counted page by page.
  private static func overdue(
    _ program: String, _ reader: OutreachReader, on date: CivilDate, _ store: any Reading
  ) throws -> Int64 {
    var count: Int64 = 0
    var last: OutreachReader.Line?
    while true {
      let page = try reader.overdue(of: program, on: date, after: last, store)
      count += Int64(page.count)
      guard page.count == OutreachReader.pageMax else { return count }
      last = page.last
    }
  }

  /// Hundredths, and a whole number where there are none.
  static func rounded(_ percent: Double?) -> JSON {
    guard let percent else { return .null }
    let value = (percent * 100).rounded() / 100
    return value == value.rounded() ? .integer(Int64(value)) : .double(value)
  }
}
