/// Turns a CSV file of a pack into a list of mappings, one for each row, keyed by the header.
enum CSVSource {
  private struct Cell {
    let text: String
    let column: Int
  }

  /// The rows of a file; each line that cannot be read is reported and left out.
  static func parse(
    _ text: String, file: String, _ report: (Diagnostic) -> Void
  ) -> SourceNode {
    // A line break of Windows is one character of Swift.
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    var header: [(name: String, place: Place)] = []
    var rows: [SourceNode] = []
    for (index, line) in lines.enumerated() where !line.isEmpty {
      let place = Place(file: file, line: index + 1, column: 1)
      do {
        let cells = try cells(of: line, place)
        if header.isEmpty {
          header = try names(cells, place)
        } else {
          rows.append(try row(cells, header, place))
        }
      } catch {
        report(error)
        if header.isEmpty { break }
      }
    }
    return SourceNode(
      place: Place(file: file, line: 1, column: 1), content: .sequence(rows))
  }

  private static func names(_ cells: [Cell], _ place: Place) throws(Diagnostic) -> [(
    name: String, place: Place
  )] {
    var header: [(name: String, place: Place)] = []
    for cell in cells {
      let place = Place(file: place.file, line: place.line, column: cell.column)
      guard !header.contains(where: { $0.name == cell.text }) else {
        throw Diagnostic(
          place, zh: "表头里“\(cell.text)”出现了两次",
          en: "“\(cell.text)” stands twice in the header")
      }
      header.append((cell.text, place))
    }
    return header
  }

  private static func row(
    _ cells: [Cell], _ header: [(name: String, place: Place)], _ place: Place
  ) throws(Diagnostic) -> SourceNode {
    guard cells.count == header.count else {
      throw Diagnostic(
        place, zh: "应有\(header.count)列，实有\(cells.count)列",
        en: "\(header.count) columns were expected, \(cells.count) found")
    }
    var members: [SourceNode.Member] = []
    for (column, cell) in zip(header, cells) where !cell.text.isEmpty {
      let value = SourceNode(
        place: Place(file: place.file, line: place.line, column: cell.column),
        content: .scalar(cell.text, isPlain: true))
      members.append(.init(key: column.name, place: column.place, value: value))
    }
    return SourceNode(place: place, content: .mapping(members))
  }

  /// The cells of one line; a quoted cell may hold commas and doubled quotation marks, not line
  /// breaks.
  private static func cells(of line: Substring, _ place: Place) throws(Diagnostic) -> [Cell] {
    var cells: [Cell] = []
    var rest = line
    var column = 1
    while true {
      let start = Place(file: place.file, line: place.line, column: column)
      if rest.first == "\"" {
        let (text, after) = try quoted(rest, start)
        cells.append(Cell(text: text, column: column))
        column += rest.count - after.count
        rest = after
      } else {
        let end = rest.firstIndex(of: ",") ?? rest.endIndex
        cells.append(Cell(text: String(rest[..<end]), column: column))
        column += rest[..<end].count
        rest = rest[end...]
      }
      guard rest.first == "," else { return cells }
      rest = rest.dropFirst()
      column += 1
    }
  }

  /// The text of the quoted cell that `rest` begins with, and what follows it.
  private static func quoted(_ rest: Substring, _ place: Place) throws(Diagnostic) -> (
    String, Substring
  ) {
    var text = ""
    var body = rest.dropFirst()
    while true {
      guard let quote = body.firstIndex(of: "\"") else {
        throw Diagnostic(place, zh: "引号没有闭合", en: "a quotation mark is not closed")
      }
      text += body[..<quote]
      body = body[body.index(after: quote)...]
      guard body.first == "\"" else { break }
      text += "\""
      body = body.dropFirst()
    }
    guard body.isEmpty || body.first == "," else {
      throw Diagnostic(place, zh: "引号后应为逗号", en: "a comma must follow a closing quotation mark")
    }
    return (text, body)
  }
}
