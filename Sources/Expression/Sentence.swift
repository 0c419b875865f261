/// A sentence of an error, kept as its template and what was put into it, so that it can be said in
/// another language: ``no `{}` for {} and {}`` with three arguments.
///
/// A string literal is one: its text is the template, what it interpolates are the arguments.
public struct Sentence: Sendable, Hashable {
  /// The English sentence with `{}` for each argument; the same wherever the sentence is said.
  public let template: String
  /// What stands in the places of `{}`, in order.
  public let arguments: [String]
  /// The whole sentence in other languages, by language code, where whoever says it knows it.
  public let translations: [String: String]

  /// A sentence that brings its translations along.
  public init(_ text: String, translations: [String: String]) {
    template = "{}"
    arguments = [text]
    self.translations = translations
  }

  private init(template: String, arguments: [String]) {
    self.template = template
    self.arguments = arguments
    translations = [:]
  }

  /// The sentence in English.
  public var text: String { filling(template) { $0 } }

  /// Another template with these arguments, each changed by `change`; places beyond the last
  /// argument stay empty.
  public func filling(_ template: String, _ change: (String) -> String) -> String {
    var pieces: [Substring] = []
    var start = template.startIndex
    var index = start
    while index < template.endIndex {
      let next = template.index(after: index)
      if template[index] == "{", next < template.endIndex, template[next] == "}" {
        pieces.append(template[start..<index])
        start = template.index(after: next)
        index = start
      } else {
        index = next
      }
    }
    var filled = ""
    for (position, piece) in pieces.enumerated() {
      filled += piece + (position < arguments.count ? change(arguments[position]) : "")
    }
    return filled + template[start...]
  }
}

extension Sentence: ExpressibleByStringInterpolation, CustomStringConvertible {
  /// Collects the template and the arguments of a string literal.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var template = ""
    fileprivate var arguments: [String] = []

    /// An empty sentence.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    /// Adds to the template.
    public mutating func appendLiteral(_ literal: String) { template += literal }

    /// Adds an argument.
    public mutating func appendInterpolation(_ argument: some Any) {
      template += "{}"
      arguments.append("\(argument)")
    }
  }

  /// A sentence without arguments.
  public init(stringLiteral value: String) {
    self.init(template: value, arguments: [])
  }

  /// A sentence with arguments.
  public init(stringInterpolation: StringInterpolation) {
    self.init(
      template: stringInterpolation.template, arguments: stringInterpolation.arguments)
  }

  /// The sentence in English.
  public var description: String { text }
}
