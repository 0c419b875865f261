/// What is wrong with an expression, and where: thrown by parsing, checking and evaluating.
public struct ExpressionError: Error, Sendable, Hashable {
  /// The stage that found the fault.
  public enum Kind: String, Sendable, Hashable {
    /// The text is not an expression.
    case syntax
    /// A name that nobody declared.
    case name
    /// The types don't fit.
    case type
    /// The expression is right, the values were not: overflow, missing key, division by zero.
    case evaluation
    /// The step budget ran out.
    case cost
  }

  /// The stage that found the fault.
  public let kind: Kind
  /// One sentence without a full stop, names in backquotes.
  public let sentence: Sentence
  /// Bytes of UTF-8 before the fault, from 0.
  public let offset: Int
  /// The line of the fault within the source, from 1.
  public let line: Int
  /// The column of the fault in code points, from 1.
  public let column: Int
  /// A suggestion: “did you mean `category`?”.
  public let hintSentence: Sentence?

  /// The sentence in English.
  public var message: String { sentence.text }
  /// The suggestion in English.
  public var hint: String? { hintSentence?.text }

  /// The name that was probably meant, where that is the suggestion.
  public var nearestName: String? {
    guard let hintSentence, hintSentence.template == NearestName.hint("")?.template else {
      return nil
    }
    return hintSentence.arguments.first
  }

  init(_ fault: Fault, in source: SourceText) {
    kind = fault.kind
    sentence = fault.message
    offset = source.clamp(fault.offset)
    (line, column) = source.position(of: offset)
    hintSentence = fault.hint
  }
}

extension ExpressionError: CustomStringConvertible {
  /// `line:column: message; hint`.
  public var description: String {
    let place = "\(line):\(column): \(message)"
    guard let hint else { return place }
    return "\(place); \(hint)"
  }
}
