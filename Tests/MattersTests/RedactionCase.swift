import Testing

@testable import Matters

/// One text and what is left of it. All people and numbers are made up.
struct RedactionCase: Sendable, CustomTestStringConvertible {
  let text: String
  let left: String
  let names: [String]
  let addresses: [String]

  init(_ text: String, _ left: String, names: [String] = [], addresses: [String] = []) {
    self.text = text
    self.left = left
    self.names = names
    self.addresses = addresses
  }

  /// A text that stays as it is.
  init(kept text: String) { self.init(text, text) }

  var redactor: Redactor { Redactor(names: names, addresses: addresses) }
  var testDescription: String { text }

  static let all = numbers + accounts + addresses + names + kept + paragraphs
}
