/// A text from which personal data was struck, and where.
public struct Redaction: Hashable, Sendable {
  public let text: String
  /// In the order of the original, not overlapping.
  public let strikes: [Strike]

  public init(text: String, strikes: [Strike]) {
    self.text = text
    self.strikes = strikes
  }
}

/// Something personal that still stands in a text.
public struct Residue: Hashable, Sendable {
  public let kind: Strike.Kind
  /// The words as they stand in the text, at most `wordsMax` characters of them.
  public let words: String

  /// Characters of the found words that are told.
  public static let wordsMax = 40
}
