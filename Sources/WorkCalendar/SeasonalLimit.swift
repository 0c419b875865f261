public import Kernel

/// A limit that may depend on the season, such as `夏季4小时，冬季8小时` or `种植季节15工作日`; a limit that does
/// not is the case of one branch without a season. Reads every column of limits.
public struct SeasonalLimit: Hashable, Sendable {
  /// A limit and the season in which it holds.
  public struct Branch: Hashable, Sendable {
    /// The season's name; 非 before a name means the rest of the year. Nil for whatever no other
    /// branch holds.
    public let season: String?
    /// What holds in it.
    public let limit: TimeLimit
  }

  /// Most branches of one limit.
  public static let branchesMax = 12

  /// At least one, in the order of the words; at most one without a season.
  public let branches: [Branch]

  /// The limit, where it depends on no season.
  public var limit: TimeLimit? {
    branches.count == 1 && branches[0].season == nil ? branches[0].limit : nil
  }

  /// Reads one limit as `TimeLimit` does, or several, each after the name of its season and
  /// parted by a comma, semicolon or 、. 其他 and 其余 name the rest of the year.
  ///
  /// - Throws: `TimeLimitError`, which says what was expected.
  public init(words: String) throws(TimeLimitError) {
    let reader = try LimitReader(words)
    var found: [LimitReader.Found] = []
    while let next = try reader.nextLimit(from: found.last?.end ?? 0) { found.append(next) }
    guard !found.isEmpty else {
      branches = [Branch(season: nil, limit: try TimeLimit(words: words))]
      return
    }
    guard found.count <= SeasonalLimit.branchesMax else { throw reader.error(.branchesTooMany) }
    var branches: [Branch] = []
    var nameStart = 0
    for (index, limit) in found.enumerated() {
      let season = try SeasonalLimit.season(nameStart..<limit.start, reader, isFirst: index == 0)
      // What lies before the next limit is this one's remark and, after the last mark, the next
      // one's season.
      var remarkEnd = reader.count
      if index + 1 < found.count {
        let between = limit.end..<found[index + 1].start
        let mark = between.last {
          reader.plain[$0].isNewline || ",;、。".contains(reader.plain[$0])
        }
        remarkEnd = mark ?? limit.end
        nameStart = remarkEnd
      }
      guard !branches.contains(where: { $0.season == season }) else {
        throw reader.error(.seasonRepeated)
      }
      branches.append(
        Branch(
          season: season, limit: try reader.finished(limit, remark: limit.end..<remarkEnd)))
    }
    self.branches = branches
  }

  private static func season(
    _ range: Range<Int>, _ reader: LimitReader, isFirst: Bool
  ) throws(TimeLimitError) -> String? {
    let name = reader.trimmed(range)
    if name.isEmpty {
      guard isFirst else { throw reader.error(.seasonExpected) }
      return nil
    }
    guard name.allSatisfy(\.isLetter) else { throw reader.error(.seasonInvalid) }
    return ["其他", "其它", "其余", "other"].contains(name) ? nil : name
  }

  /// The canonical words, which `init(words:)` reads back as this limit. Seasons keep their names.
  public var words: Text {
    if let limit { return limit.words }
    return Text(
      zh: branches.map { ($0.season ?? "其他") + $0.limit.words.chinese }.joined(separator: ","),
      en: branches.map { ($0.season ?? "other") + ": " + $0.limit.words.english }
        .joined(separator: "; "))
  }

  /// The limit that holds on `date`: that of the first branch whose season has it, else the one
  /// without.
  ///
  /// - Parameter seasons: When each season is, by its name, as the pack says. A name that begins
  ///   with 非 need not stand there: it is the rest of the year outside the season it negates.
  /// - Throws: `calendar.season-unknown` for a season whose dates are not given, even if another
  ///   branch would hold; `calendar.season-none` where no branch holds.
  public func limit(on date: CivilDate, seasons: [String: Season]) throws(Problem) -> TimeLimit {
    var chosen: TimeLimit?
    var rest: TimeLimit?
    for branch in branches {
      guard let name = branch.season else {
        rest = branch.limit
        continue
      }
      let holds: Bool
      if let season = seasons[name] {
        holds = season.contains(date)
      } else if name.hasPrefix("非"), let season = seasons[String(name.dropFirst())] {
        holds = !season.contains(date)
      } else {
        throw Problem(.seasonUnknown, ["season": name])
      }
      if holds, chosen == nil { chosen = branch.limit }
    }
    guard let limit = chosen ?? rest else {
      throw Problem(.seasonNone, ["limit": words.chinese, "date": date.text])
    }
    return limit
  }
}
