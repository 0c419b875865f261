public import Kernel
import Organisation
public import Pack
public import Store

/// Lists of matters for everybody. They hold what belongs to a category and to a kind whose answers
/// may be published; nothing of confidential kinds, and nothing that complains of a unit.
public struct PublicMatters: Sendable {
  /// Which matters a list holds; what is nil is not asked.
  public struct Filter: Sendable, Hashable {
    public var numbers: [String]?
    public var identifier: Int64?
    public var categories: [String]?
    public var isClosed: Bool?
    /// Received at or after it.
    public var from: Instant?
    /// Received before it.
    public var before: Instant?

    public init() {}
  }

  /// Something that happened to a matter.
  public struct Change: Sendable, Hashable {
    /// What happened, as everybody may know it.
    public enum Sort: String, Sendable, CaseIterable {
      case assigned, answered, rectified, reopened, reviewed
      case ratedPoor = "rating.poor"
      case solved = "closed.solved"
      case unsolved = "closed.unsolved"
    }

    /// Position in the journal, which does not change.
    public let position: Int64
    public let sort: Sort
    public let at: Instant
    public let matter: PublicMatter
  }

  /// Most lines of one page.
  public static let pageMax = 1_000
  /// Most lines that lie before a page.
  public static let offsetMax = 1_000_000

  private let engine: MatterEngine
  private let scope: MatterScope
  private let kinds: [String]

  public init(_ engine: MatterEngine) {
    self.engine = engine
    // Whoever reads may sit in any unit: what complains of one is shown to nobody.
    let seats = Set(engine.organisation.allUnits.map(\.id))
    scope = MatterScope(
      engine, RowScope(areas: [], units: [], seats: seats, isEverything: true))
    kinds = PublicMatters.kinds(engine.pack)
  }

  /// The kinds of which everybody may read: those that can be published.
  public static func kinds(_ pack: Pack) -> [String] {
    pack.kinds.values.filter { kind in
      !kind.record.isConfidential && kind.record.steps.contains { $0.does == .publish }
    }.map(\.record.id).sorted()
  }

  // MARK: Lists

  private static let columns = """
    matter.id, number, phase, category, area, lead, received, closed, caller, text, reply,
    (SELECT event.at FROM event WHERE event.jurisdiction = matter.jurisdiction
      AND event.subject = matter.id ORDER BY version DESC LIMIT 1),
    (SELECT min(due) FROM matter_clock WHERE matter_clock.matter = matter.id AND task = 0
      AND until = 'answer' AND stopped IS NULL AND remaining IS NULL),
    (SELECT body FROM matter_part WHERE matter_part.matter = matter.id AND kind = 'publication'
      AND concerns = 'echo' AND is_open = 1 ORDER BY matter_part.number DESC LIMIT 1),
    EXISTS (SELECT 1 FROM matter_part WHERE matter_part.matter = matter.id
      AND kind = 'publication' AND is_open = 0)
    """
  private static let columnCount = 15

  /// The condition over the rows of `matter` alone, with its arguments.
  private func condition(_ filter: Filter) -> (sql: String, arguments: [SQLValue]) {
    let scope = scope.condition
    // A period is found by the index of observations, and not by going through the whole city.
    let period = period(filter)
    let city = period == nil ? "jurisdiction = ?" : "+jurisdiction = ?"
    var sql = "\(scope.sql) AND \(city) AND kind IN (SELECT value FROM json_each(?))"
    var arguments =
      scope.arguments + [.integer(engine.pack.jurisdiction), PublicMatters.list(kinds)]
    func ask(_ words: String, _ values: SQLValue...) {
      sql += " AND " + words
      arguments += values
    }
    // What the pack no longer has is no service of the city.
    let known = engine.pack.categories.map(\.id)
    let wanted = filter.categories.map { asked in known.filter(asked.contains) } ?? known
    ask("category IN (SELECT value FROM json_each(?))", PublicMatters.list(wanted))
    if let numbers = filter.numbers {
      ask("number IN (SELECT value FROM json_each(?))", PublicMatters.list(numbers))
    }
    if let period {
      sql += """
         AND id IN (SELECT subject FROM observation
          WHERE jurisdiction = ? AND name = 'received' AND day BETWEEN ? AND ?)
        """
      arguments += [.integer(engine.pack.jurisdiction)] + period
    }
    if let identifier = filter.identifier { ask("id = ?", .integer(identifier)) }
    if let isClosed = filter.isClosed { ask("phase \(isClosed ? "=" : "<>") 'closed'") }
    if let from = filter.from { ask("received >= ?", .integer(from.milliseconds)) }
    if let before = filter.before { ask("received < ?", .integer(before.milliseconds)) }
    return (sql, arguments)
  }

  /// The first and the last day on which a list's matters were received; nil for no bounds.
  private func period(_ filter: Filter) -> [SQLValue]? {
    guard let from = filter.from, let before = filter.before else { return nil }
    return [from, before].map { .integer(Int64($0.local(engine.pack.offset).date.compact)) }
  }

  private static func list(_ texts: [String]) -> SQLValue {
    .text(JSON.array(texts.map(JSON.string)).canonicalText)
  }

  private static func page(_ offset: Int, _ limit: Int) -> [SQLValue] {
    [
      .integer(Int64(max(1, min(limit, pageMax)))),
      .integer(Int64(max(0, min(offset, offsetMax)))),
    ]
  }

  /// The newest first.
  /// - Parameter offset: how many lines lie before the page.
  public func matters(
    _ filter: Filter, offset: Int = 0, limit: Int = pageMax, _ reader: any Reading
  ) throws -> [PublicMatter] {
    let condition = condition(filter)
    return try reader.rows(
      Statement(
        """
        SELECT \(PublicMatters.columns) FROM matter
        JOIN matter_text ON matter_text.matter = matter.id
        WHERE matter.id IN (
          SELECT id FROM matter WHERE \(condition.sql) ORDER BY id DESC LIMIT ? OFFSET ?)
        ORDER BY matter.id DESC
        """), condition.arguments + PublicMatters.page(offset, limit)
    ).map { try PublicMatters.matter($0) }
  }

  /// What happened from one moment up to another, the oldest first.
  public func changes(
    from start: Instant, before end: Instant, offset: Int = 0, limit: Int = pageMax,
    _ reader: any Reading
  ) throws -> [Change] {
    let condition = condition(Filter())
    var bounds = Filter()
    (bounds.from, bounds.before) = (start, end)
    let days = period(bounds) ?? []
    let sorts = PublicMatters.list(Change.Sort.allCases.map(\.rawValue))
    return try reader.rows(
      Statement(
        """
        SELECT \(PublicMatters.columns), observation.position, observation.name, observation.at
        FROM (
          SELECT position, name, at, subject FROM observation
          WHERE jurisdiction = ? AND name IN (SELECT value FROM json_each(?))
            AND day BETWEEN ? AND ? AND at >= ? AND at < ?
            AND EXISTS (
              SELECT 1 FROM matter WHERE matter.id = observation.subject AND \(condition.sql))
          ORDER BY at, position LIMIT ? OFFSET ?) AS observation
        JOIN matter ON matter.id = observation.subject
        JOIN matter_text ON matter_text.matter = matter.id
        ORDER BY observation.at, observation.position
        """),
      [.integer(engine.pack.jurisdiction), sorts] + days
        + [.integer(start.milliseconds), .integer(end.milliseconds)] + condition.arguments
        + PublicMatters.page(offset, limit)
    ).compactMap { row in
      let count = PublicMatters.columnCount
      guard let sort = Change.Sort(rawValue: row.text(count + 1)) else { return nil }
      return Change(
        position: row.integer(count), sort: sort,
        at: Instant(milliseconds: row.integer(count + 2)), matter: try PublicMatters.matter(row))
    }
  }

  // MARK: One

  private static func matter(_ row: Row) throws -> PublicMatter {
    let report = ReportText(parsing: row.text(9))
    let redactor = Redactor(
      names: [row.text(8)], addresses: [report[ReportText.address]].compactMap { $0 })
    let phase = Phase(rawValue: row.text(2)) ?? .open
    let receivedAt = Instant(milliseconds: row.integer(6))
    let closedAt = row.integerIfPresent(7).map(Instant.init(milliseconds:))
    var reply = ""
    if let body = row.textIfPresent(13) {
      reply = try JSON(parsing: body)["text"]?.string ?? ""
    } else if phase == .answered || phase == .closed, row.integer(14) == 0 {
      reply = redactor.redact(row.text(10)).text
    }
    return PublicMatter(
      id: row.integer(0), number: row.text(1), phase: phase, category: row.text(3),
      area: row.textIfPresent(4), lead: row.textIfPresent(5), receivedAt: receivedAt,
      updatedAt: row.integerIfPresent(11).map(Instant.init(milliseconds:)) ?? receivedAt,
      closedAt: closedAt,
      dueAt: row.integerIfPresent(12).map(Instant.init(milliseconds:)),
      description: redactor.redact(report.description).text, reply: reply,
      point: PublicMatter.Point(report[ReportText.coordinates]))
  }
}
