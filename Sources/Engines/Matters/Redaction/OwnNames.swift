/// The callers' own names, of which only the surname stays, wherever they stand in a text.
struct OwnNames: Sendable {
  private struct Name: Sendable {
    let cells: [Unicode.Scalar]
    /// Empty for a name that is no Chinese one.
    let surname: String
    let shown: String
  }

  private let names: [Name]

  /// Cells of a name that are read.
  static let lengthMax = 40
  private static let nobody = WordSet("市民 居民 匿名 网友 群众 先生 女士")

  init(_ names: [String]) {
    self.names = names.compactMap { name in
      let plain = PlainText(Array(name.unicodeScalars.prefix(OwnNames.lengthMax))).cells
      let cells = plain.filter { $0 != " " && $0 != "·" && $0 != "\n" && $0 != PlainText.picture }
      let isNobody =
        OwnNames.nobody.end(at: 0, in: cells) != nil
        || OwnNames.nobody.start(before: cells.count, in: cells) != nil
      guard cells.count >= 2, !isNobody else { return nil }
      let shown = Surnames.publicName(cells) ?? Strike.Kind.name.mark
      let holdsItself = PlainText(Array(shown.unicodeScalars)).cells.contains(sequence: cells)
      let surname = holdsItself ? "" : String(shown.trimmingSuffix("先生/女士"))
      return Name(
        cells: cells, surname: shown == Strike.Kind.name.mark ? "" : surname,
        shown: holdsItself ? Strike.Kind.name.mark : shown)
    }.sorted { $0.cells.count > $1.cells.count }
  }

  func finds(in cells: [Unicode.Scalar]) -> [Find] {
    names.flatMap { name in
      cells.indices.compactMap { start in find(name, at: start, in: cells) }
    }
  }

  private func find(_ name: Name, at start: Int, in cells: [Unicode.Scalar]) -> Find? {
    guard let end = OwnAddresses.end(of: name.cells, at: start, in: cells) else { return nil }
    // Smith is no part of Smithson.
    if isWordCell(name.cells.first), isWordCell(cells.at(start - 1)) { return nil }
    if isWordCell(name.cells.last), isWordCell(cells.at(end)) { return nil }
    // 李沧 is a name, 李沧区 a place.
    if name.cells.count == 2, NameWords.places.end(at: end, in: cells) != nil { return nil }
    let isTitled = !name.surname.isEmpty && NameWords.titles.end(at: end, in: cells) != nil
    return Find(.name, start..<end, replacement: isTitled ? name.surname : name.shown)
  }

  private func isWordCell(_ cell: Unicode.Scalar?) -> Bool {
    cell.map { $0.isLetter || $0.isDigit } ?? false
  }
}

extension [Unicode.Scalar] {
  /// Whether these cells stand here one after the other.
  func contains(sequence: [Unicode.Scalar]) -> Bool {
    indices.contains { self[$0...].starts(with: sequence) }
  }
}

extension String {
  /// The text without an ending that it has.
  fileprivate func trimmingSuffix(_ ending: String) -> Substring {
    hasSuffix(ending) ? dropLast(ending.count) : self[...]
  }
}
