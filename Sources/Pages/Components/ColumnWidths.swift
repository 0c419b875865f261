/// How wide a table's columns are, told before its rows: a browser that shows the page in pieces
/// then moves no column when more rows arrive.
///
/// Short columns have a width of their own, in letters; the others share what is left by the
/// lengths of their texts.
struct ColumnWidths {
  /// A column of this many letters or fewer is short.
  private static let shortMax = 7.0
  /// Widest column with a width of its own.
  private static let ownMax = 20
  /// From here on a text may run over several lines, and more letters count for less.
  private static let lineMax = 12.0
  /// From here on a head does.
  private static let headMax = 8.0
  /// Room left and right of a text.
  private static let padding = 1.75
  /// Least letters that a long column has, with the room beside its text.
  private static let sharedLeast = 6
  /// Most letters below which a table scrolls.
  private static let leastMax = 60

  /// The class of each column: `own-7` in letters, or `share-35` in hundredths of what is left.
  let classes: [String]
  /// The class of the table: below so many letters it scrolls instead of getting narrower.
  let least: String

  /// - Parameter isFirm: whether a column of numbers, which keeps to one line.
  init(_ columns: [(head: String, isFirm: Bool)], rows: [[HTML]]) {
    let lengths = columns.indices.map { column -> (letters: Double, isOwn: Bool) in
      let head = min(CellMeasure(HTML.escaped(columns[column].head)).letters, Self.headMax)
      let cells = rows.compactMap { column < $0.count ? CellMeasure($0[column].source) : nil }
      if columns[column].isFirm || cells.contains(where: \.keepsToOneLine) {
        return (cells.reduce(head) { max($0, $1.letters) }, true)
      }
      // One cell in ten may be longer; it runs over several lines.
      let sorted = cells.map(\.letters).sorted()
      let usual = max(head, sorted.isEmpty ? 0 : sorted[(sorted.count - 1) * 9 / 10])
      return (usual, usual <= Self.shortMax)
    }
    let long = lengths.map { length -> Double in
      if length.isOwn { return 0 }
      return min(length.letters, Self.lineMax)
        + min(max(length.letters - Self.lineMax, 0) / 4, Self.lineMax)
    }
    let shares = ColumnWidths.shares(long)
    let own = lengths.map { min(Int(($0.letters + Self.padding).rounded(.up)), Self.ownMax) }
    classes = lengths.indices.map { lengths[$0].isOwn ? "own-\(own[$0])" : "share-\(shares[$0])" }
    let ownLetters = zip(lengths, own).reduce(0) { $0 + ($1.0.isOwn ? $1.1 : 0) }
    let smallest = shares.filter { $0 > 0 }.min() ?? 100
    let sharedLetters = shares.contains { $0 > 0 } ? Self.sharedLeast * 100 / smallest : 0
    let letters = ownLetters + sharedLetters
    least = "least-\(min((letters + 3) / 4 * 4, Self.leastMax))"
  }

  /// Hundredths by length, in steps of five that make up the whole.
  private static func shares(_ lengths: [Double]) -> [Int] {
    let whole = lengths.reduce(0, +)
    var shares = lengths.map { $0 == 0 ? 0 : max(5, Int(($0 / whole * 20).rounded()) * 5) }
    let widest = lengths.indices.max { lengths[$0] < lengths[$1] }
    if let widest, whole > 0 { shares[widest] += 100 - shares.reduce(0, +) }
    return shares
  }
}
