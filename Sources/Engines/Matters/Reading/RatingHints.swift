public import Kernel
public import Organisation
import Pack
public import Store

/// Signs that good ratings were forced: a hint to a human, never a verdict.
public struct RatingHints: Sendable {
  /// What looks odd.
  public enum Sign: String, Sendable, CaseIterable {
    /// Nearly everybody gave the best grade.
    case allBest = "all-best"
    /// Most ratings came at once after the answer, as if the person had been asked to on the spot.
    case atOnce = "at-once"
    /// One telephone or browser rated many matters of different people.
    case oneDevice = "one-device"

    public var text: Text {
      switch self {
      case .allBest: Text(zh: "几乎全是最高等级", en: "nearly all are of the best grade")
      case .atOnce: Text(zh: "多数在答复后立即评价", en: "most came at once after the answer")
      case .oneDevice: Text(zh: "同一设备评价多件", en: "one device rated many matters")
      }
    }
  }

  /// One sign with the numbers behind it.
  public struct Hint: Sendable, Hashable {
    public let unit: String
    public let sign: Sign
    /// How many ratings show the sign, of how many.
    public let count: Int
    public let of: Int
    /// The matters behind it, at most `mattersMax`.
    public let matters: [Int64]
  }

  /// Fewer ratings of a unit say nothing.
  public static let ratingsMin = 20
  /// Share of the best grade, in per cent, from which it looks odd.
  public static let bestPercent = 98
  /// Share of ratings given at once, in per cent, from which it looks odd.
  public static let atOncePercent = 50
  /// How soon after the answer a rating counts as given at once.
  public static let atOnceMilliseconds: Int64 = 120_000
  /// Good ratings of one device from which it looks odd.
  public static let deviceMin = 4
  public static let mattersMax = 50
  /// Most ratings that are looked at; more need a shorter period.
  public static let readMax = 100_000

  private struct One {
    let matter: Int64
    let rating: Rating
    let most: Int64
    let caller: String
  }

  private let engine: MatterEngine
  private let scope: MatterScope

  public init(_ engine: MatterEngine, _ scope: RowScope) {
    self.engine = engine
    self.scope = MatterScope(engine, scope)
  }

  /// The signs in the ratings from one moment to another, by unit.
  public func hints(from start: Instant, to end: Instant, _ reader: any Reading) throws -> [Hint] {
    let condition = scope.condition
    let days = [start, end].map { Int64($0.local(engine.pack.offset).date.compact) }
    let rows = try reader.rows(
      Statement(
        """
        SELECT matter_part.matter, matter_part.body, matter.kind, matter.caller FROM observation
        JOIN matter_part ON matter_part.matter = observation.subject
          AND matter_part.kind = 'rating'
        JOIN matter ON matter.id = observation.subject
        WHERE observation.jurisdiction = ? AND observation.name = 'rated'
          AND observation.day BETWEEN ? AND ?
          AND observation.subject IN (SELECT id FROM matter WHERE \(condition.sql))
        ORDER BY matter_part.matter LIMIT \(RatingHints.readMax + 1)
        """),
      [.integer(engine.pack.jurisdiction), .integer(days[0]), .integer(days[1])]
        + condition.arguments)
    guard rows.count <= RatingHints.readMax else {
      throw Problem(
        .tooLong, ["name": "ratings", "most": String(RatingHints.readMax), "found": "+"])
    }
    let all = try rows.compactMap { row -> One? in
      let rating = try Rating(EventBody("rating", try JSON(parsing: row.text(1))))
      guard rating.at >= start, rating.at < end else { return nil }
      let most = engine.pack.kinds[row.text(2)]?.record.grades ?? 5
      return One(
        matter: row.integer(0), rating: rating, most: Int64(most), caller: row.text(3))
    }
    return Dictionary(grouping: all, by: \.rating.unit).sorted { $0.key < $1.key }.flatMap {
      RatingHints.hints(of: $0.key, $0.value)
    }
  }

  private static func hints(of unit: String, _ ratings: [One]) -> [Hint] {
    var hints: [Hint] = []
    func add(_ sign: Sign, _ found: [One]) {
      hints.append(
        Hint(
          unit: unit, sign: sign, count: found.count, of: ratings.count,
          matters: Array(found.map(\.matter).prefix(mattersMax))))
    }
    let best = ratings.filter { $0.rating.grade == $0.most }
    if ratings.count >= ratingsMin {
      if best.count * 100 >= ratings.count * bestPercent { add(.allBest, best) }
      let soon = ratings.filter { $0.rating.delay <= atOnceMilliseconds }
      if soon.count * 100 >= ratings.count * atOncePercent { add(.atOnce, soon) }
    }
    let devices = Dictionary(grouping: best.filter { !$0.rating.device.isEmpty }) {
      $0.rating.device
    }
    for (_, same) in devices.sorted(by: { $0.key < $1.key }) where same.count >= deviceMin {
      // Somebody with many matters of their own is no sign.
      if Set(same.map(\.caller)).count > 1 { add(.oneDevice, same) }
    }
    return hints
  }
}
