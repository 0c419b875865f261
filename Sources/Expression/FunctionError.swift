/// What a function throws to say, in one sentence, why it has no result.
public struct FunctionError: Error, Sendable, Hashable {
  /// The sentence, without a full stop.
  public let sentence: Sentence
  /// The valid name that was probably meant; nil for none.
  public let nearest: String?

  /// The sentence in English.
  public var message: String { sentence.text }

  /// Says why, and which name was probably meant.
  public init(_ sentence: Sentence, nearest: String? = nil) {
    self.sentence = sentence
    self.nearest = nearest
  }
}
