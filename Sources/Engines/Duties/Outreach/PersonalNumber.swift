import Kernel

/// Finds numbers that may name a person: telephones and identity cards.
enum PersonalNumber {
  /// Digits in a row from which on a number is taken for a person's.
  static let digitsMin = 7

  /// Whether a text holds so many digits in a row. Blanks and hyphens do not end a row; a date such
  /// as 2024-01-10 is none.
  static func isFound(in text: String) -> Bool {
    let rows = text.split { character in
      !(isDigit(character) || character.isWhitespace || "-－–—".contains(character))
    }
    return rows.contains { row in
      let parts = row.split(whereSeparator: \.isWhitespace)
      let kept = parts.filter { !($0.contains("-") && CivilDate(String($0)) != nil) }
      return kept.reduce(0) { $0 + $1.count(where: isDigit) } >= digitsMin
    }
  }

  /// Digits of every script, such as 3 and ３.
  private static func isDigit(_ character: Character) -> Bool {
    character.unicodeScalars.first?.properties.numericType == .decimal
  }
}
