import Journal
import Kernel
import Pack

/// Turns the answers of a form into the input of an action. What cannot be read stays as it was
/// written, so that the action's own reader refuses it with the name of the field.
enum FormInput {
  /// - Parameter offset: where the moments that a person writes are meant.
  static func json(_ form: Form, _ fields: [InputReader.Field], _ offset: UTCOffset) -> JSON {
    var members: [String: JSON] = [:]
    for field in fields {
      let values = form.values(field.name).filter { !$0.allSatisfy(\.isWhitespace) }
      guard let first = values.first else { continue }
      members[field.name] = value(first, values, field.type, offset)
    }
    return .object(members)
  }

  private static func value(
    _ first: String, _ values: [String], _ type: InputReader.FieldType, _ offset: UTCOffset
  ) -> JSON {
    switch type {
    case .text, .choice: return .string(first)
    case .integer: return trimmed(first).flatMap { Int64($0) }.map(JSON.integer) ?? .string(first)
    case .boolean:
      return first == "true" ? true : first == "false" ? false : .string(first)
    case .instant: return .string(moment(first, offset) ?? first)
    case .texts:
      // Boxes send one value each, a text box one on each line.
      let texts = values.flatMap { $0.split(whereSeparator: \.isNewline).map(String.init) }
      return .array(texts.compactMap(trimmed).map(JSON.string))
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String? {
    let end = text.reversed().drop { $0.isWhitespace }.reversed()
    let inner = String(String(end).drop { $0.isWhitespace })
    return inner.isEmpty ? nil : inner
  }

  /// `2026-05-28T09:10`, as browsers send it, with the city's offset.
  private static func moment(_ text: String, _ offset: UTCOffset) -> String? {
    guard text.count == 16, text.dropFirst(10).first == "T" else { return nil }
    let minutes = abs(offset.minutes)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return text + ":00" + (offset.minutes < 0 ? "-" : "+") + two(minutes / 60) + ":"
      + two(minutes % 60)
  }
}
