/// Words that are looked for at a place of a plain text, the longest first.
struct WordSet: Sendable {
  private let byFirst: [Unicode.Scalar: [[Unicode.Scalar]]]
  private let byLast: [Unicode.Scalar: [[Unicode.Scalar]]]

  /// - Parameter words: separated by blanks, as the plain text has them (letters capital).
  init(_ words: String) {
    let lists = words.split(whereSeparator: { $0 == " " || $0 == "\n" })
      .map { Array($0.unicodeScalars) }.sorted { $0.count > $1.count }
    byFirst = Dictionary(grouping: lists) { $0[0] }
    byLast = Dictionary(grouping: lists) { $0[$0.count - 1] }
  }

  /// The end of the longest word that begins at a cell.
  func end(at start: Int, in cells: [Unicode.Scalar]) -> Int? {
    guard cells.indices.contains(start), let words = byFirst[cells[start]] else { return nil }
    return words.first { cells[start...].starts(with: $0) }.map { start + $0.count }
  }

  /// The start of the longest word that ends before a cell.
  func start(before end: Int, in cells: [Unicode.Scalar]) -> Int? {
    guard end > 0, end <= cells.count, let words = byLast[cells[end - 1]] else { return nil }
    return words.first { $0.count <= end && cells[(end - $0.count)..<end].elementsEqual($0) }
      .map { end - $0.count }
  }
}
