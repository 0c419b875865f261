public import Store

/// A table and its columns, as the program's own migrations make them: the same on every store.
public struct TableShape: Hashable, Sendable {
  public let name: String
  public private(set) var columns: [String]

  /// The statement that writes one row.
  var insertion: Statement {
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    return Statement("INSERT INTO \(name) (\(list)) VALUES (\(marks))")
  }

  /// The query of all rows, in whatever order the store keeps them.
  var everything: Statement { Statement("SELECT \(list) FROM \(name)") }

  private var list: String { columns.joined(separator: ", ") }

  /// The tables that migrations leave behind, in the order in which they are made, so that a table
  /// stands after those that it refers to.
  public static func tables(of migrations: [Migration]) -> [TableShape] {
    var tables: [TableShape] = []
    for statement in migrations.flatMap(\.statements) {
      let words = statement.split { $0.isWhitespace || $0 == "(" }.map(String.init)
      if words.starts(with: ["CREATE", "TABLE"]) {
        tables.append(TableShape(name: words[2], columns: columns(in: statement)))
      } else if words.starts(with: ["ALTER", "TABLE"]), words[3...4] == ["ADD", "COLUMN"],
        let index = tables.firstIndex(where: { $0.name == words[2] })
      {
        tables[index].columns.append(words[5])
      } else if words.starts(with: ["DROP", "TABLE"]) {
        tables.removeAll { $0.name == words[2] }
      }
    }
    return tables
  }

  /// Whether a statement is about an index: it can wait until the rows are there.
  static func isAboutIndex(_ statement: String) -> Bool {
    let words = statement.split(maxSplits: 3, whereSeparator: \.isWhitespace)
    guard let first = words.first, first == "CREATE" || first == "DROP" else { return false }
    return words.dropFirst().first == "INDEX" || words.starts(with: ["CREATE", "UNIQUE", "INDEX"])
  }

  /// The statements of the indexes that migrations leave behind.
  static func indexes(of migrations: [Migration]) -> [String] {
    var indexes: [(name: String, statement: String)] = []
    for statement in migrations.flatMap(\.statements) where isAboutIndex(statement) {
      let words = statement.split { $0.isWhitespace || $0 == "(" }.map(String.init)
      let name = words[1 + (words.firstIndex(of: "INDEX") ?? 1)]
      if words[0] == "DROP" {
        indexes.removeAll { $0.name == name }
      } else {
        indexes.append((name, statement))
      }
    }
    return indexes.map(\.statement)
  }

  /// The first word of each part between the outermost brackets that is no rule on the table.
  private static func columns(in statement: String) -> [String] {
    var parts = [""]
    var depth = 0
    var isQuoted = false
    for character in statement {
      if character == "'" { isQuoted.toggle() }
      if !isQuoted, character == ")" { depth -= 1 }
      if !isQuoted, depth == 1, character == "," {
        parts.append("")
      } else if depth > 0 {
        parts[parts.count - 1].append(character)
      }
      if !isQuoted, character == "(" { depth += 1 }
    }
    return parts.compactMap { part in
      part.split { $0.isWhitespace || $0 == "(" }.first.map(String.init)
    }.filter { !rules.contains($0) }
  }

  private static let rules: Set<String> = ["PRIMARY", "FOREIGN", "UNIQUE", "CHECK", "CONSTRAINT"]
}
