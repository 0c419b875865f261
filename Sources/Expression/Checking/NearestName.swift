/// Finds the declared name that a misspelt one was probably meant to be.
enum NearestName {
  /// The nearest of `names`, or nil when none is near: at most a third of the letters differ.
  static func of(_ name: String, in names: some Sequence<String>) -> String? {
    let letters = Array(name.unicodeScalars.prefix(64))
    let limit = min(Limits.suggestionDistanceMax, max(1, letters.count / 3))
    var best: (distance: Int, name: String)?
    for candidate in names where candidate != name {
      let other = Array(candidate.unicodeScalars.prefix(64))
      guard abs(other.count - letters.count) <= limit else { continue }
      let found = distance(letters, other)
      guard found <= limit else { continue }
      if let known = best, (known.distance, known.name) <= (found, candidate) { continue }
      best = (found, candidate)
    }
    return best?.name
  }

  /// The hint with the nearest name, if there is one.
  static func hint(_ name: String, in names: some Sequence<String>) -> Sentence? {
    hint(of(name, in: names))
  }

  /// The hint with a name, if there is one.
  static func hint(_ name: String?) -> Sentence? {
    name.map { "did you mean `\($0)`?" }
  }

  /// Letters to insert, delete, replace or swap with the next.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let substitution = last[column] + (left[row] == right[column] ? 0 : 1)
        var best = min(substitution, last[column + 1] + 1, current[column] + 1)
        let isSwap =
          row > 0 && column > 0 && left[row] == right[column - 1]
          && left[row - 1] == right[column]
        if isSwap { best = min(best, beforeLast[column - 1] + 1) }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
