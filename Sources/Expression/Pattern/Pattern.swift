/// A regular expression of the RE2 syntax, run in time linear in the text.
///
/// Known are literals, `.`, classes, `\d \w \s \b`, `\p{L}`, groups, `|`, `* + ? {n,m}` with or
/// without `?`, `^ $ \A \z` and the flags `(?imsU)`. Nothing is captured. Back references and
/// looking around are not regular and not in RE2 either.
struct Pattern: Sendable {
  let instructions: [PatternInstruction]

  init(_ text: String) throws(Fault) {
    guard text.unicodeScalars.count <= Limits.patternLengthMax else {
      throw .evaluation("the pattern is longer than \(Limits.patternLengthMax) characters")
    }
    let node = try PatternParser.parse(text)
    instructions = try PatternCompiler.compile(node)
  }

  var instructionCount: Int { instructions.count }

  /// Whether the pattern matches some part of the text.
  func isFound(in text: String, _ budget: inout Budget) throws(Fault) -> Bool {
    var matcher = PatternMatcher(instructions)
    return try matcher.isFound(in: text, &budget)
  }
}

/// One step of a compiled pattern.
enum PatternInstruction: Sendable {
  case scalar(Unicode.Scalar)
  case set(ScalarSet)
  case assertion(PatternAssertion)
  case jump(Int)
  case split(Int, Int)
  case match
}

/// A condition on a place between two characters.
enum PatternAssertion: Sendable {
  case textStart, textEnd, lineStart, lineEnd, wordBoundary, notWordBoundary

  func holds(_ before: Unicode.Scalar?, _ after: Unicode.Scalar?) -> Bool {
    switch self {
    case .textStart: before == nil
    case .textEnd: after == nil
    case .lineStart: before == nil || before == "\n"
    case .lineEnd: after == nil || after == "\n"
    case .wordBoundary: isWord(before) != isWord(after)
    case .notWordBoundary: isWord(before) == isWord(after)
    }
  }

  private func isWord(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map(ScalarSet.word.contains) ?? false
  }
}

/// The tree of a pattern.
indirect enum PatternNode: Sendable {
  case empty
  case scalar(Unicode.Scalar)
  case set(ScalarSet)
  case assertion(PatternAssertion)
  case sequence([PatternNode])
  case choice([PatternNode])
  /// `maximum` is nil for no end.
  case repetition(PatternNode, minimum: Int, maximum: Int?)
}
