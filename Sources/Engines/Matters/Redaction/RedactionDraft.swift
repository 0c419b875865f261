/// A text on its way, each scalar of which knows where it comes from.
struct RedactionDraft {
  /// One scalar: of the original, or of what was put in for a part of it.
  private struct Piece {
    let scalar: Unicode.Scalar
    let origin: Range<Int>
    let kind: Strike.Kind?
  }

  private var pieces: [Piece]

  init(_ text: String) {
    pieces = text.unicodeScalars.enumerated().map { offset, scalar in
      Piece(scalar: scalar, origin: offset..<offset + 1, kind: nil)
    }
  }

  var scalars: [Unicode.Scalar] { pieces.map(\.scalar) }

  var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: pieces.lazy.map(\.scalar))
    return String(view)
  }

  /// Puts in the replacements of finds that are in order and do not overlap.
  mutating func strike(_ finds: [Find], in plain: PlainText) {
    var result: [Piece] = []
    var next = 0
    for find in finds {
      let range = widened(plain.origin(of: find.range), from: next)
      guard let first = pieces[range].first, let last = pieces[range].last else { continue }
      result += pieces[next..<range.lowerBound]
      let origin = first.origin.lowerBound..<last.origin.upperBound
      for scalar in find.replacement.unicodeScalars {
        result.append(Piece(scalar: scalar, origin: origin, kind: find.kind))
      }
      next = range.upperBound
    }
    pieces = result + pieces[next...]
  }

  /// A strike that cuts into an earlier replacement takes its whole origin, so none is counted
  /// twice; the scalars that it does not take stay as they are.
  private func widened(_ range: Range<Int>, from: Int) -> Range<Int> {
    max(range.lowerBound, from)..<max(range.upperBound, from)
  }

  var strikes: [Strike] {
    var found: [Strike] = []
    var end = 0
    for piece in pieces {
      guard let kind = piece.kind else { continue }
      let start = max(piece.origin.lowerBound, end)
      guard start < piece.origin.upperBound else { continue }
      end = piece.origin.upperBound
      found.append(Strike(kind, offset: start, length: end - start))
    }
    return found
  }
}
