import City
import Journal
public import Kernel

/// What is told once after something was done. It travels in a cookie as codes, never as words, so
/// that nobody can make a page say what they like.
public struct Flash: Hashable, Sendable {
  /// An action's name, or one of `words`.
  public let code: String
  /// The number of what it was done to; empty where there is none.
  public let number: String

  /// Nil where the code is not known or the number is none.
  public init?(_ code: String, number: String = "") {
    guard Flash.isKnown(code), number.utf8.count <= Flash.numberMax,
      number.utf8.allSatisfy({ Flash.isPlain($0) })
    else { return nil }
    self.code = code
    self.number = number
  }

  /// Reads `AnswerMatter.20260528-000001`.
  public init?(cookie: String) {
    let parts = cookie.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(parts.first.map(String.init) ?? "", number: parts.count > 1 ? String(parts[1]) : "")
  }

  public var cookie: String { number.isEmpty ? code : code + "." + number }

  private static let numberMax = 64

  private static func isPlain(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      || byte == UInt8(ascii: "-")
  }

  private static let words: [String: Text] = [
    "saved": FlashWords.saved, "signed-in": FlashWords.signedIn, "signed-out": FlashWords.signedOut,
    "settings": FlashWords.settings, "all-read": DeskWords.allRead,
    "discarded": FlashWords.discarded,
  ]

  private static func summary(_ code: String) -> Text? {
    ActionCatalogue.all.entries.first { $0.declaration.name == code }?.declaration.summary
  }

  private static func isKnown(_ code: String) -> Bool { words[code] != nil || summary(code) != nil }

  public func text(_ language: Language) -> String {
    let what =
      Flash.words[code]?[language]
      ?? FlashWords.done.filled(
        ["action": Flash.summary(code)?[language] ?? code], language)
    return number.isEmpty ? what : what + " " + number
  }
}
