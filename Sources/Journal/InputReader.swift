public import Kernel

/// Reads an action's input field by field and so learns what the fields are: the same code that
/// reads a request describes its form.
public struct InputReader {
  /// One field of an action's input.
  public struct Field: Hashable, Sendable {
    public let name: String
    public let label: Text
    public let type: FieldType
    public let isRequired: Bool
  }

  /// What a field may hold.
  public enum FieldType: Hashable, Sendable {
    /// At most `max` characters.
    case text(max: Int)
    case integer(ClosedRange<Int64>)
    case instant
    case boolean
    case texts(max: Int)
    /// One of these words.
    case choice([String])
  }

  public private(set) var fields: [Field] = []
  private let members: [String: JSON]
  private let isDescribing: Bool

  /// Longest free text, in characters.
  public static let textMax = 20_000
  /// Longest text of a list, in characters.
  public static let elementMax = 200

  /// Reads from a JSON object.
  public init(_ input: JSON) throws(Problem) {
    guard let members = input.object else {
      throw Problem(
        .fieldInvalid, ["name": "input", "expected": "a JSON object", "found": input.canonicalText])
    }
    self.members = members
    isDescribing = false
  }

  private init() { self.init(rehearsing: [:]) }

  /// Reads the fields that are settled, and nothing of any kind for all others: for an action that
  /// is only tried.
  public init(rehearsing settled: [String: JSON]) {
    members = settled
    isDescribing = true
  }

  /// The fields of an action's input.
  public static func fields<Described: Action>(of action: Described.Type) -> [Field] {
    var reader = InputReader()
    _ = try? Described(&reader)
    return reader.fields
  }

  /// Call after the last field: a member that was never read is refused, for it is a misspelling.
  public func finish() throws(Problem) {
    if isDescribing { return }
    let known = fields.map(\.name)
    for name in members.keys.sorted() where !known.contains(name) {
      throw Problem(
        .fieldUnknown, field: "/" + String(name.prefix(80)),
        ["name": String(name.prefix(80)), "known": known.joined(separator: ", ")])
    }
  }

  private mutating func take(
    _ name: String, _ label: Text, _ type: FieldType, required: Bool
  ) throws(Problem) -> JSON? {
    fields.append(Field(name: name, label: label, type: type, isRequired: required))
    let value = members[name]
    if let value, value != .null { return value }
    if required && !isDescribing {
      throw Problem(.fieldMissing, field: "/" + name, ["name": name])
    }
    return nil
  }

  private func invalid(_ name: String, _ expected: String, _ found: JSON) -> Problem {
    Problem(
      .fieldInvalid, field: "/" + name,
      ["name": name, "expected": expected, "found": String(found.canonicalText.prefix(80))])
  }

  public mutating func text(_ name: String, _ label: Text, max: Int = textMax) throws(Problem)
    -> String
  {
    let text = try textIfPresent(name, label, max: max, required: true) ?? ""
    if !isDescribing && text.allSatisfy(\.isWhitespace) {
      throw Problem(.fieldMissing, field: "/" + name, ["name": name])
    }
    return text
  }

  public mutating func textIfPresent(
    _ name: String, _ label: Text, max: Int = textMax, required: Bool = false
  ) throws(Problem) -> String? {
    guard let value = try take(name, label, .text(max: max), required: required) else { return nil }
    guard let text = value.string else { throw invalid(name, "text", value) }
    guard text.count <= max else {
      throw Problem(
        .tooLong, field: "/" + name,
        ["name": name, "most": String(max), "found": String(text.count)])
    }
    // Forms send what was left blank as an empty text.
    return !required && text.allSatisfy(\.isWhitespace) ? nil : text
  }

  public mutating func integer(_ name: String, _ label: Text, _ range: ClosedRange<Int64>)
    throws(Problem) -> Int64
  {
    guard let value = try take(name, label, .integer(range), required: true) else {
      return range.lowerBound
    }
    guard let number = value.integer, range.contains(number) else {
      throw invalid(name, "\(range.lowerBound)–\(range.upperBound)", value)
    }
    return number
  }

  /// Milliseconds since 1970 of the years 1 to 9999, which every date of the program can show.
  static let instantRange: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

  /// A moment as RFC 3339 text or as milliseconds since 1970. A date alone stands for the last
  /// moment of its day: who promises something by a day has that day.
  public mutating func instantIfPresent(_ name: String, _ label: Text) throws(Problem) -> Instant? {
    guard let value = try take(name, label, .instant, required: false) else { return nil }
    if let number = value.integer, InputReader.instantRange.contains(number) {
      return Instant(milliseconds: number)
    }
    if let date = value.string.flatMap({ CivilDate($0) }) {
      return Instant(startOf: date.advanced(byDays: 1), .china).advanced(byMilliseconds: -1)
    }
    guard let text = value.string, let instant = Instant(text, offset: .china) else {
      throw invalid(name, "2026-05-28T08:00:00+08:00", value)
    }
    return instant
  }

  public mutating func boolean(_ name: String, _ label: Text, default fallback: Bool)
    throws(Problem) -> Bool
  {
    guard let value = try take(name, label, .boolean, required: false) else { return fallback }
    guard let answer = value.boolean else { throw invalid(name, "true / false", value) }
    return answer
  }

  /// Yes, no, or nothing said.
  public mutating func booleanIfPresent(_ name: String, _ label: Text) throws(Problem) -> Bool? {
    guard let value = try take(name, label, .boolean, required: false) else { return nil }
    guard let answer = value.boolean else { throw invalid(name, "true / false", value) }
    return answer
  }

  /// One of an enumeration's words.
  public mutating func choice<Choice: CaseIterable & RawRepresentable>(
    _ name: String, _ label: Text, of type: Choice.Type
  ) throws(Problem) -> Choice where Choice.RawValue == String {
    let words = Choice.allCases.map(\.rawValue)
    let value = try take(name, label, .choice(words), required: true)
    guard let choice = value?.string.flatMap({ Choice(rawValue: $0) }) ?? describedFirst() else {
      throw invalid(name, words.joined(separator: " / "), value ?? .null)
    }
    return choice
  }

  /// While the fields are described any word will do.
  private func describedFirst<Choice: CaseIterable>() -> Choice? {
    isDescribing ? Choice.allCases.first : nil
  }

  public mutating func texts(_ name: String, _ label: Text, max: Int) throws(Problem) -> [String] {
    guard let value = try take(name, label, .texts(max: max), required: false) else { return [] }
    guard let elements = value.array, elements.count <= max else {
      throw invalid(name, "a list of at most \(max) texts", value)
    }
    var texts: [String] = []
    for element in elements {
      guard let text = element.string else { throw invalid(name, "texts", element) }
      guard text.count <= InputReader.elementMax else {
        throw Problem(
          .tooLong, field: "/" + name,
          [
            "name": name, "most": String(InputReader.elementMax), "found": String(text.count),
          ])
      }
      texts.append(text)
    }
    return texts
  }
}
