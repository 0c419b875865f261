public import Kernel
public import WorkCalendar

/// What a matter can be about.
public struct CategoryRecord: Record {
  public static let about = "A category of matters and the words by which it is recognised."

  public let id: String
  public let name: Text
  public let parent: String?
  public let function: String?
  public let keywords: [String]
  public let labels: [String]
  /// What must be so that a matter is filed under it, and that it may be closed.
  public let filing: Text
  public let closing: Text
  public let limit: SeasonalLimit?
  public let attributes: [AttributeRecord]

  public init(_ fields: inout Fields) {
    id = fields.code("id", "Code of the category.", defines: "category")
    name = fields.name("name", "Name of the category.")
    parent = fields.referenceIfPresent("parent", "The category above it.", to: "category")
    function = fields.referenceIfPresent(
      "function", "The function whose holder is responsible.", to: "function")
    keywords = fields.texts(
      "keywords", "Words that point to it; in a title they count three times.")
    labels = fields.texts("labels", "Other names for it in imported files.")
    filing = fields.name(
      "filing", "What must be found on the spot for it to be filed.", required: false)
    closing = fields.name(
      "closing", "What must be found on the spot for it to be closed.", required: false)
    limit = fields.seasonalLimitIfPresent(
      "limit", "Its own limit, for clocks that go by category; it may depend on the season.")
    attributes = fields.list(
      "attributes", "What is asked of whoever reports it through a form.", of: AttributeRecord.self)
    if !fields.isDescribing { fields.checkDistinct("attributes") }
  }
}

/// One rule that finds the responsible unit; the first whose condition holds decides.
public struct RoutingRecord: Record {
  public static let about = "A routing rule: the first whose condition holds names the lead unit."

  public let id: String
  public let name: Text
  public let when: Located<String>?
  public let function: String?
  public let level: String?
  public let isWhole: Bool
  public let isOwn: Bool

  public init(_ fields: inout Fields) {
    id = fields.code("id", "Code of the rule.", defines: "routing rule")
    name = fields.name("name", "What the rule says, shown with each matter it decided.")
    when = fields.expressionIfPresent(
      "when",
      "Whether the rule applies, always when left out; it may read what expressions.md lists "
        + "under Routing.")
    function = fields.referenceIfPresent(
      "function", "The function to look for, if not the category's own.", to: "function")
    level = fields.referenceIfPresent(
      "level",
      "Look in the area of this level around the place; else the nearest that has an owner.",
      to: "level")
    isWhole = fields.flag(
      "whole", "Look in the whole territory: the rule also serves matters whose place is unknown.")
    isOwn = fields.flag("own", "The unit of whoever brings it in leads, as with a whistle.")
  }
}

/// A season on which limits may depend.
public struct SeasonRecord: Record {
  public static let about = "A season, such as that of planting, on which limits may depend."

  public let id: String
  public let span: Season?

  public init(_ fields: inout Fields) {
    id = fields.text("id", "Name of the season, as limits use it.")
    let text = fields.located("span", "From which day to which, such as 03-15/05-31.")
    span = Season(text.value)
    if span == nil && !text.value.isEmpty && !fields.isDescribing {
      fields.report(
        text.place, zh: "应为起止月日，如03-15/05-31，此处是“\(text.value)”",
        en: "expected days such as 03-15/05-31, found “\(text.value)”")
    }
  }
}
