public import Kernel
public import Organisation
import Pack
public import Store
public import Territory

/// Finds matters at work that may be the same as one: near it, lately, in much the same words. A
/// suggestion to whoever merges, never a merge.
public struct SimilarMatters: Sendable {
  /// A matter that may be the same.
  public struct Match: Sendable, Hashable {
    public let id: Int64
    public let number: String
    public let title: String
    /// Share of pairs of characters that both have, 0 to 1.
    public let likeness: Double
  }

  /// From which likeness on a matter is suggested.
  public static let likenessMin = 0.3
  /// How long ago the other one may have been received.
  public static let daysMax: Int64 = 60
  /// Matters that are compared.
  public static let comparedMax = 2000
  /// Matters that are suggested.
  public static let matchesMax = 20
  /// Matters that are compared with what somebody is writing, and those that are suggested.
  public static let comparedInDraftsMax = 500
  public static let matchesInDraftsMax = 5
  /// Characters of a title and text that are compared.
  static let charactersMax = 400

  private let engine: MatterEngine
  private let scope: MatterScope

  public init(_ engine: MatterEngine, _ scope: RowScope) {
    self.engine = engine
    self.scope = MatterScope(engine, scope)
  }

  /// The matters that may be the same as one, the likest first; none where it is out of reach.
  public func matches(of id: Int64, _ reader: any Reading) throws -> [Match] {
    guard let matter = try engine.loadWhole(id, reader), scope.covers(matter) else { return [] }
    let wanted = Wanted(
      words: SimilarMatters.words(matter.title, matter.body?.text ?? ""), area: matter.area,
      kind: matter.kind, at: matter.receivedAt, except: id)
    return try matches(wanted, compared: SimilarMatters.comparedMax, reader)
  }

  /// The matters that may be the same as what somebody is writing, the likest first.
  /// - Parameter area: where it seems to be; nil where that is not known.
  public func matches(
    title: String, text: String, in area: String?, at now: Instant, _ reader: any Reading
  ) throws -> [Match] {
    let wanted = Wanted(words: title + " " + text, area: area, kind: nil, at: now, except: 0)
    let found = try matches(wanted, compared: SimilarMatters.comparedInDraftsMax, reader)
    return Array(found.prefix(SimilarMatters.matchesInDraftsMax))
  }

  /// What is looked for.
  private struct Wanted {
    let words: String
    let area: String?
    let kind: String?
    let at: Instant
    let except: Int64
  }

  private func matches(
    _ wanted: Wanted, compared: Int, _ reader: any Reading
  ) throws -> [Match] {
    let own = SimilarMatters.pairs(wanted.words)
    if own.isEmpty { return [] }
    let condition = scope.condition
    let days = SimilarMatters.daysMax * Instant.millisecondsPerDay
    var sql = """
      SELECT id, number, title, area, text FROM matter
      JOIN matter_text ON matter_text.matter = matter.id
      WHERE jurisdiction = ? AND phase IN ('arbitration', 'pool', 'open')
        AND received BETWEEN ? AND ? AND id <> ?
      """
    var arguments: [SQLValue] = [
      .integer(engine.pack.jurisdiction), .integer(wanted.at.milliseconds - days),
      .integer(wanted.at.milliseconds + days), .integer(wanted.except),
    ]
    if let kind = wanted.kind {
      sql += " AND kind = ?"
      arguments.append(.text(kind))
    }
    sql += " AND \(condition.sql) ORDER BY light DESC, due {absentFirst}, id LIMIT \(compared)"
    let rows = try reader.rows(Statement(sql), arguments + condition.arguments)
    let matches = rows.compactMap { row -> Match? in
      guard isNear(wanted.area, row.textIfPresent(3)) else { return nil }
      let likeness = SimilarMatters.likeness(
        own, SimilarMatters.pairs(SimilarMatters.words(row.text(2), row.text(4))))
      guard likeness >= SimilarMatters.likenessMin else { return nil }
      return Match(
        id: row.integer(0), number: row.text(1), title: row.text(2), likeness: likeness)
    }
    return Array(
      matches.sorted { ($1.likeness, $0.id) < ($0.likeness, $1.id) }
        .prefix(SimilarMatters.matchesMax))
  }

  /// The public matters that say much the same as a message that is not filed yet, the likest
  /// first.
  public static func likest(
    to message: String, in area: String?, among matters: [PublicMatter], _ territory: Territory,
    limit: Int = 5
  ) -> [PublicMatter] {
    let own = pairs(message)
    let likenesses = matters.filter { other in
      guard let area, let theirs = other.area else { return true }
      return territory.isWithin(area, theirs) || territory.isWithin(theirs, area)
    }.map { (matter: $0, likeness: likeness(own, pairs($0.description))) }
    return Array(
      likenesses.filter { $0.likeness >= likenessMin }
        .sorted { ($1.likeness, $0.matter.id) < ($0.likeness, $1.matter.id) }
        .map(\.matter).prefix(limit))
  }

  /// Whether one place lies in the other, or one is not known.
  private func isNear(_ left: String?, _ right: String?) -> Bool {
    guard let left, let right else { return true }
    return engine.territory.isWithin(left, right) || engine.territory.isWithin(right, left)
  }

  /// What a person wrote, without what a form adds to every report.
  private static func words(_ title: String, _ text: String) -> String {
    title + " " + ReportText(parsing: text).description
  }

  /// The pairs of neighbouring letters and digits of a text.
  static func pairs(_ text: String) -> Set<UInt64> {
    let letters = text.unicodeScalars.filter(\.properties.isAlphabetic).prefix(charactersMax)
    return Set(zip(letters, letters.dropFirst()).map { UInt64($0.value) << 32 | UInt64($1.value) })
  }

  static func likeness(_ left: Set<UInt64>, _ right: Set<UInt64>) -> Double {
    if left.isEmpty || right.isEmpty { return 0 }
    let common = left.intersection(right).count
    return Double(common) / Double(min(left.count, right.count))
  }
}
