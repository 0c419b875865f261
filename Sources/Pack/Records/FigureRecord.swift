public import Kernel

/// What a figure counts and how.
public enum FigureForm: String, CaseIterable, Sendable {
  /// How many observations fell in a period.
  case flow
  /// How many things are in a state at a period's end: entered less left.
  case stock
  /// Median and percentiles of a value over the observations of a period.
  case distribution
  /// A ratio of two flows.
  case ratio
}

/// How the bulletin shows a figure.
public enum BulletinPart: String, CaseIterable, Sendable {
  /// Among the first numbers.
  case headline
  /// With a list of what it counts.
  case listed
  /// By area and by category.
  case divided
}

/// A published number: what it counts, in which unit, by which definition.
public struct FigureRecord: Record {
  public static let about =
    "A figure that is kept as things happen and can be opened down to its rows."

  public let id: String
  public let name: Text
  public let form: FigureForm
  public let unit: String
  public let of: String?
  public let when: Located<String>?
  public let value: String?
  public let enters: String?
  public let leaves: String?
  public let numerator: String?
  public let denominator: String?
  public let definition: Text
  public let bulletin: [BulletinPart]
  /// From how many observations on units are ranked by it; nil where nobody is ranked.
  public let rankedFrom: Int?
  /// Parts of it below this number are not told, for they might point at a person; nil where all
  /// are.
  public let shownFrom: Int?

  public init(_ fields: inout Fields) {
    id = fields.code("id", "Code of the figure.", defines: "figure")
    name = fields.name("name", "Name of the figure.")
    form = fields.choice("form", "How it is made from observations.")
    let unitNode = fields.located("unit", "Unit of measure, such as 件, 天 or %.")
    unit = unitNode.value
    of = fields.referenceIfPresent(
      "of", "The observation that a flow or a distribution counts.", to: "observation")
    when = fields.expressionIfPresent(
      "when", "Which of them count; it may read what expressions.md lists under Figures.")
    value = fields.text(
      "value", "The value of a distribution: naturalDays, workingDays or grade.", default: "")
    enters = fields.referenceIfPresent(
      "enters", "The observation that adds to a stock.", to: "observation")
    leaves = fields.referenceIfPresent(
      "leaves", "The observation that takes from a stock.", to: "observation")
    numerator = fields.referenceIfPresent(
      "numerator", "The flow above the line of a ratio.", to: "figure")
    denominator = fields.referenceIfPresent("denominator", "The flow below the line.", to: "figure")
    definition = fields.name("definition", "What is counted, in a sentence.")
    bulletin = fields.choices("bulletin", "How the bulletin shows it besides its own line.")
    rankedFrom = fields.integerIfPresent(
      "rankedFrom",
      "From how many observations on units are ranked by it; nobody is ranked when left out.",
      1...1_000_000)
    shownFrom = fields.integerIfPresent(
      "shownFrom",
      "Parts of it below this number are not told, for they might point at a person.", 2...100)
    if MeasureUnit.named(unit) == nil && !unit.isEmpty {
      fields.report(
        unitNode.place, zh: "没有计量单位“\(unit)”", en: "there is no unit of measure “\(unit)”",
        hint: NameSpace.nearest(to: unit, in: MeasureUnit.all.map(\.symbol)))
    }
    // Of another form than the words say nothing can be asked.
    if fields.node["form"]?.scalar == form.rawValue { check(fields) }
  }

  private func check(_ fields: Fields) {
    let missing: [(String, Bool)] =
      switch form {
      case .flow: [("of", of == nil)]
      case .distribution:
        [("of", of == nil), ("value", (value ?? "").isEmpty)]
      case .stock: [("enters", enters == nil), ("leaves", leaves == nil)]
      case .ratio: [("numerator", numerator == nil), ("denominator", denominator == nil)]
      }
    let values = ["naturalDays", "workingDays", "grade"]
    if form == .distribution, let node = fields.node["value"], let found = node.scalar,
      !found.isEmpty, !values.contains(found)
    {
      let list = values.joined(separator: ", ")
      fields.wrong(
        node, "其中之一：\(list)", "one of: \(list)", hint: nearestName(to: found, in: values))
    }
    for (key, isMissing) in missing where isMissing {
      fields.report(
        fields.place, zh: "\(form.rawValue)类数字须写明“\(key)”",
        en: "a figure of form \(form.rawValue) needs “\(key)”")
    }
  }
}
