/// Turns a CSV file of a pack into a list of mappings, one for each row, keyed by the header.
enum CSVSource {
  static func parse(_ text: String, file: String) throws -> SourceNode {
    let top = Place(file: file, line: 1, column: 1)
    var header: [String] = []
    var rows: [SourceNode] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let number = index + 1
      let line = line.hasSuffix("\r") ? line.dropLast() : line
      if line.isEmpty { continue }
      let cells = try cells(of: line, Place(file: file, line: number, column: 1))
      if header.isEmpty {
        header = cells.map(\.text)
        continue
      }
      guard cells.count == header.count else {
        throw Diagnostic(
          Place(file: file, line: number, column: 1),
          zh: "应有\(header.count)列,实有\(cells.count)列",
          en: "\(header.count) columns were expected, \(cells.count) found")
      }
      let place = Place(file: file, line: number, column: 1)
      var members: [SourceNode.Member] = []
      for (name, cell) in zip(header, cells) where !cell.text.isEmpty {
        let cellPlace = Place(file: file, line: number, column: cell.column)
        let content = SourceNode.Content.scalar(cell.text, isPlain: true)
        members.append(
          .init(
            key: name, place: cellPlace, value: SourceNode(place: cellPlace, content: content)))
      }
      rows.append(SourceNode(place: place, content: .mapping(members)))
    }
    return SourceNode(place: top, content: .sequence(rows))
  }

  /// The cells of one line; a quoted cell may hold commas and doubled quotation marks, not line breaks.
  private static func cells(of line: Substring, _ place: Place) throws -> [(
    text: String, column: Int
  )] {
    var cells: [(text: String, column: Int)] = []
    var rest = line
    var column = 1
    while true {
      if rest.first == "\"" {
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
          throw Diagnostic(
            place, zh: "引号后应为逗号", en: "a comma must follow a closing quotation mark")
        }
        cells.append((text, column))
        column += rest.count - body.count
        rest = body
      } else {
        let end = rest.firstIndex(of: ",") ?? rest.endIndex
        cells.append((String(rest[..<end]), column))
        column += rest[..<end].count
        rest = rest[end...]
      }
      guard rest.first == "," else { return cells }
      rest = rest.dropFirst()
      column += 1
    }
  }
}
