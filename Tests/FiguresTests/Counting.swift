import TestKit
import Glibc
import Kernel
import Pack
import Store
import StoreSQLite

@testable import Figures

/// A store with figures in it and the list of what was observed, to count again by hand.
struct Counting {
  /// One observation with where the journal would have it.
  struct Entry {
    let observation: Observation
    let position: Int64
    let part: Int

    var day: Int { observation.at.local(.china).date.compact }
  }

  static let jurisdiction: Int64 = 7
  let store: any Store
  let book: FigureBook
  let reader: FigureReader
  private(set) var entries: [Entry] = []

  static let parents = ["e": "c", "w": "c", "es": "e", "et": "e", "ws": "w"]
  static let levels = [
    "c": "city", "e": "district", "w": "district", "es": "street", "et": "street", "ws": "street",
  ]

  static func chain(_ area: String) -> [String] {
    [area] + (parents[area].map { chain($0) } ?? [])
  }

  static func ancestor(_ area: String, _ level: String) -> String? {
    chain(area).first { levels[$0] == level }
  }

  static let yaml = """
    pack: count
    name: {zh: 数, en: Count}
    jurisdiction: 7
    calendar: {hours: [09:00-17:00]}
    levels: [{id: city, name: {zh: 市, en: City}}]
    areas: [{id: c, name: 海城市, level: city}]
    figures:

    """

  /// Identifier, form, unit and the rest of each figure.
  private static let figures = [
    ("received", "flow", "件", "of: received"), ("answered", "flow", "件", "of: answered"),
    ("in-time", "flow", "件", "of: answered, when: onTime"), ("rated", "flow", "件", "of: rated"),
    ("good", "flow", "件", "of: rated, when: grade >= 4"),
    (
      "slow-web", "flow", "件",
      "of: answered, when: 'channel == \"web\" && workingDays > 3.0 && naturalDays > 4.0'"
    ),
    ("in-time-rate", "ratio", "'%'", "numerator: in-time, denominator: answered"),
    ("good-share", "ratio", "'1'", "numerator: good, denominator: rated"),
    ("natural", "distribution", "天", "of: answered, value: naturalDays"),
    ("working", "distribution", "天", "of: answered, value: workingDays"),
    ("grades", "distribution", "级", "of: rated, value: grade"),
    ("open", "stock", "件", "enters: open.entered, leaves: open.left"),
    (
      "open-web", "stock", "件",
      "enters: open.entered, leaves: open.left, when: channel == \"web\""
    ),
  ].map { id, form, unit, rest in
    "  - {id: \(id), name: {zh: \(id), en: \(id)}, form: \(form), unit: \(unit), \(rest), "
      + "definition: {zh: 定义, en: Definition}}\n"
  }.joined()

  init() async throws {
    let pack = try PackLoader.load(
      "count",
      from: PackFiles(["Packs/count/pack.yaml": Array((Counting.yaml + Counting.figures).utf8)]))
    store = try temporaryStore()
    try await store.migrate(FigureSchema.migrations)
    book = FigureBook(pack)
    reader = FigureReader(book, jurisdiction: Counting.jurisdiction) {
      Counting.ancestor($0, $1)
    }
  }

  /// Records observations, each at a position of its own.
  mutating func observe(_ observations: [Observation]) async throws {
    var made: [Entry] = []
    for observation in observations {
      let position = Int64(entries.count + made.count + 1)
      made.append(
        Entry(observation: observation, position: position, part: Int(position % 3)))
    }
    entries += made
    let (book, written) = (book, made)
    try await store.write { writer in
      for entry in written {
        try book.record(entry.observation, position: entry.position, part: entry.part, writer)
      }
    }
  }

  func answer(_ question: FigureQuestion) async throws -> [FigureLine] {
    let reader = reader
    return try await store.read { try reader.answer(question, $0) }
  }

  func rows(
    _ question: FigureQuestion, after: FigureRow? = nil, limit: Int = FigureReader.pageMax
  ) async throws -> [FigureRow] {
    let reader = reader
    return try await store.read {
      try reader.rows(of: question, after: after?.cursor, limit: limit, $0)
    }
  }

  /// Every row of a question, page by page; stops where the pages do not end.
  func pages(_ question: FigureQuestion, limit: Int) async throws -> [FigureRow] {
    var all: [FigureRow] = []
    while true {
      let page = try await rows(question, after: all.last, limit: limit)
      all += page
      if page.count < limit || all.count > 5000 { return all }
    }
  }
}

/// The code of the problem that a closure ends in; nil where it ends well, the error's text for
/// any other.
func problemCode(_ body: () async throws -> Void) async -> String? {
  do {
    try await body()
    return nil
  } catch {
    return (error as? Problem)?.kind.code ?? "\(error)"
  }
}
