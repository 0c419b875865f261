public import Kernel

/// What an answer to a question about a matter may be; the words are those of Open311.
public enum AttributeType: String, Sendable, CaseIterable {
  /// One line.
  case string
  case number
  /// A day or a moment.
  case datetime
  /// Several lines.
  case text
  /// One of the values listed.
  case singlevaluelist
  /// Some of the values listed.
  case multivaluelist

  public var isList: Bool { self == .singlevaluelist || self == .multivaluelist }
}

/// A question that a form asks about matters of a category.
public struct AttributeRecord: Record {
  public static let about =
    "A question that is asked of whoever reports a matter of the category through a form."

  public let id: String
  public let name: Text
  public let type: AttributeType
  public let isRequired: Bool
  /// False for words that are only shown.
  public let isAsked: Bool
  public let hint: Text
  public let values: [AttributeValueRecord]

  public init(_ fields: inout Fields) {
    let code = fields.located("id", "Code of the question, unique within the category.")
    id = code.value
    name = fields.name("name", "The question.")
    type = fields.choice("type", "What may be answered.")
    isRequired = fields.flag("required", "Whether it must be answered.")
    isAsked = fields.flag("asked", "False for words that are only shown.", default: true)
    hint = fields.name("hint", "How to answer.", required: false)
    values = fields.list("values", "What may be chosen.", of: AttributeValueRecord.self)
    if !fields.isDescribing { check(code, fields) }
  }

  private func check(_ code: Located<String>, _ fields: Fields) {
    fields.checkDistinct("values")
    if !id.isEmpty, !Fields.isCode(id) {
      fields.report(
        code.place, zh: "“\(id)”应由字母、数字、“-”和“.”组成(至多64个)",
        en: "“\(id)” must be a code of at most 64 letters, digits, “-” and “.”")
    }
    if type.isList, values.isEmpty {
      fields.report(
        fields.place, zh: "“\(id)”供选择，须列出values", en: "“\(id)” is a list and needs “values”")
    } else if !type.isList, !values.isEmpty {
      fields.report(
        fields.place, zh: "“\(id)”不供选择，不能有values",
        en: "“\(id)” is no list and cannot have “values”")
    }
    if isRequired, !isAsked {
      fields.report(
        fields.place, zh: "“\(id)”只供显示，不能必填",
        en: "“\(id)” is only shown and cannot be required")
    }
  }
}

/// Something that may be chosen.
public struct AttributeValueRecord: Record {
  public static let about = "A value that may be chosen as an answer."

  public let id: String
  public let name: Text

  public init(_ fields: inout Fields) {
    id = fields.text("id", "Key of the value, unique within the question.")
    name = fields.name("name", "Name of the value.")
  }
}
