/// Something personal at a place of a plain text.
struct Find: Hashable, Sendable {
  let kind: Strike.Kind
  /// Cells of the plain text; never empty.
  let range: Range<Int>
  let replacement: String

  init(_ kind: Strike.Kind, _ range: Range<Int>, replacement: String? = nil) {
    self.kind = kind
    self.range = range
    self.replacement = replacement ?? kind.mark
  }
}

/// Finds that do not overlap.
struct FindPick {
  private var taken: [Bool]
  private var picked: [Find] = []

  init(count: Int) { taken = Array(repeating: false, count: count) }

  /// Takes those whose cells are all free still.
  mutating func add(_ finds: [Find]) {
    for find in finds
    where !find.range.isEmpty && !find.range.contains(where: { taken[$0] }) {
      for cell in find.range { taken[cell] = true }
      picked.append(find)
    }
  }

  /// In the order of the text.
  var finds: [Find] { picked.sorted { $0.range.lowerBound < $1.range.lowerBound } }
}
