public import Kernel
public import Store

/// Filters that a person keeps under names of their own.
public struct SavedViews: Sendable {
  public struct View: Sendable, Hashable {
    public let number: Int64
    public let name: String
    /// The filter as an address's query.
    public let query: String

    public init(number: Int64, name: String, query: String) {
      self.number = number
      self.name = name
      self.query = query
    }
  }

  /// Most that one account keeps.
  public static let most = 8
  /// Longest name, in characters.
  public static let nameMax = 30
  /// Longest filter, in bytes.
  public static let queryMax = 2_000

  private let jurisdiction: Int64

  public init(_ jurisdiction: Int64) { self.jurisdiction = jurisdiction }

  /// An account's, in the order in which they were made.
  public func views(of account: Int64, _ reader: any Reading) throws -> [View] {
    try reader.rows(
      """
      SELECT number, name, query FROM desk_view WHERE jurisdiction = ? AND account = ?
      ORDER BY number LIMIT ?
      """, [.integer(jurisdiction), .integer(account), .integer(Int64(SavedViews.most))]
    ).map { View(number: $0.integer(0), name: $0.text(1), query: $0.text(2)) }
  }

  /// Keeps a filter under a name; under a name that is there it takes the old one's place.
  /// - Returns: its number.
  @discardableResult
  public func keep(
    _ query: String, as name: String, _ account: Int64, _ writer: any Writing
  ) throws -> Int64 {
    let name = try SavedViews.checked(name)
    guard query.utf8.count <= SavedViews.queryMax else {
      throw Problem(
        .tooLong, field: "/query",
        [
          "name": "query", "most": String(SavedViews.queryMax), "found": String(query.utf8.count),
        ])
    }
    let kept = try views(of: account, writer)
    if let same = kept.first(where: { $0.name == name }) {
      try writer.run(
        "UPDATE desk_view SET query = ? WHERE jurisdiction = ? AND account = ? AND number = ?",
        [.text(query)] + key(account, same.number))
      return same.number
    }
    guard kept.count < SavedViews.most else {
      throw Problem(.viewsTooMany, field: "/name", ["most": String(SavedViews.most)])
    }
    let number = (kept.map(\.number).max() ?? 0) + 1
    try writer.run(
      """
      INSERT INTO desk_view (jurisdiction, account, number, name, query) VALUES (?, ?, ?, ?, ?)
      """, key(account, number) + [.text(name), .text(query)])
    return number
  }

  public func rename(
    _ number: Int64, to name: String, _ account: Int64, _ writer: any Writing
  ) throws {
    let name = try SavedViews.checked(name)
    let kept = try views(of: account, writer)
    guard kept.contains(where: { $0.number == number }) else { throw SavedViews.missing(number) }
    guard !kept.contains(where: { $0.name == name && $0.number != number }) else {
      throw Problem(.viewNameTaken, field: "/name", ["name": name])
    }
    try writer.run(
      "UPDATE desk_view SET name = ? WHERE jurisdiction = ? AND account = ? AND number = ?",
      [.text(name)] + key(account, number))
  }

  /// Takes a filter away; one that is gone already stays away.
  public func remove(_ number: Int64, _ account: Int64, _ writer: any Writing) throws {
    try writer.run(
      "DELETE FROM desk_view WHERE jurisdiction = ? AND account = ? AND number = ?",
      key(account, number))
  }

  private func key(_ account: Int64, _ number: Int64) -> [SQLValue] {
    [.integer(jurisdiction), .integer(account), .integer(number)]
  }

  private static func missing(_ number: Int64) -> Problem {
    Problem(.notFound, ["what": "view", "name": String(number)])
  }

  private static func checked(_ name: String) throws(Problem) -> String {
    let words = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !words.isEmpty else { throw Problem(.fieldMissing, field: "/name", ["name": "name"]) }
    // SQL counts code points, people count characters.
    guard words.unicodeScalars.count <= nameMax else {
      throw Problem(
        .tooLong, field: "/name",
        ["name": "name", "most": String(nameMax), "found": String(words.count)])
    }
    return words
  }
}

extension Problem.Kind {
  public static let noDesk = Problem.Kind(
    "desk.no-account", status: 403, zh: "标记和筛选只为有账号的人保存，请用账号登录。",
    en: "Marks and filters are kept for people with accounts; sign in with yours.")
  static let viewsTooMany = Problem.Kind(
    "desk.views-too-many", status: 422, zh: "最多保存{most}个筛选，请先删除一个。",
    en: "You keep {most} filters, the most there can be; delete one first.")
  static let viewNameTaken = Problem.Kind(
    "desk.view-name-taken", status: 422, zh: "已有名为“{name}”的筛选，请换个名字。",
    en: "There is a filter called “{name}” already; choose another name.")
}
