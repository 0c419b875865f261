import Kernel
import Logging

/// One line of the log: a few named values, never a text that a person wrote.
public struct LogLine: Sendable {
  /// How a line is written.
  public enum Form: Sendable {
    case json, logfmt
  }

  let fields: [(name: String, value: String)]

  /// Most characters of one value.
  static let valueMax = 500

  public init(_ fields: [(name: String, value: String)]) { self.fields = fields }

  /// Without its end of line; no value can begin another line.
  public func text(_ form: Form) -> String {
    switch form {
    case .json:
      let members = fields.map { name, value in
        JSON.string(name).canonicalText + ":" + LogLine.json(value)
      }
      return "{" + members.joined(separator: ",") + "}"
    case .logfmt:
      return fields.map { name, value in name + "=" + LogLine.logfmt(value) }
        .joined(separator: " ")
    }
  }

  private static func cut(_ value: String) -> String { String(value.prefix(valueMax)) }

  /// Whole numbers as numbers, so that programs can add them up.
  private static func json(_ value: String) -> String {
    if let number = Int64(value), String(number) == value { return value }
    return JSON.string(cut(value)).canonicalText
  }

  private static func logfmt(_ value: String) -> String {
    let isBare =
      !value.isEmpty
      && value.unicodeScalars.allSatisfy {
        $0.value > 0x20 && $0 != "\"" && $0 != "=" && $0 != "\\" && $0.value != 0x7F
      }
    return isBare ? cut(value) : JSON.string(cut(value)).canonicalText
  }
}
