public import Kernel

/// Which areas a template is for: those of some levels, some by name, and of these only those whose
/// name ends in a certain way.
public struct TemplateAreas: Sendable {
  public let levels: [String]
  public let areas: [String]
  /// Such as `街道`, which tells subdistricts from towns; empty for every name.
  public let ending: String

  init(_ fields: inout Fields) {
    levels = fields.references(
      "levels", "The levels whose areas get one; each needs a tier.", to: "level")
    areas = fields.references("areas", "Further areas that get one, by code.", to: "area")
    ending = fields.text(
      "ending", "Only areas whose name ends so, such as 街道; every name when left out.",
      default: "")
    if levels.isEmpty && areas.isEmpty && !fields.isDescribing {
      fields.report(
        fields.place, zh: "模板须写明levels或areas",
        en: "a template needs “levels” or “areas”")
    }
  }

  public func contains(_ area: AreaRecord) -> Bool {
    (levels.contains(area.level) || areas.contains(area.id))
      && (ending.isEmpty || area.name.hasSuffix(ending))
  }
}

/// The same unit for many areas: `{area}` stands for the area's name.
public struct UnitTemplateRecord: Record {
  public static let about = "A unit that many areas have; `{area}` stands for the area."

  public let id: String
  public let areas: TemplateAreas
  public let name: Text
  public let parent: String?
  public let functions: [String]

  public init(_ fields: inout Fields) {
    id = fields.code(
      "id", "Ending of the units' codes: the area's code goes before it.",
      defines: "unit template")
    areas = TemplateAreas(&fields)
    name = fields.name("name", "Name, with `{area}` for the area's name.")
    parent = fields.referenceIfPresent(
      "parent", "The template of the unit above it in the same area.", to: "unit template")
    functions = fields.references("functions", "Functions of the units.", to: "function")
  }
}

/// The same post for many areas: `{area}` stands for the area's name.
public struct PostTemplateRecord: Record {
  public static let about =
    "A post that many areas have, in the unit that a template makes there; `{area}` stands for the "
    + "area."

  public let id: String
  public let areas: TemplateAreas
  public let name: Text
  public let unit: String
  public let role: String
  public let isPlural: Bool

  public init(_ fields: inout Fields) {
    id = fields.code(
      "id", "Ending of the posts' codes: the area's code goes before it.",
      defines: "post template")
    areas = TemplateAreas(&fields)
    name = fields.name("name", "Name, with `{area}` for the area's name.")
    unit = fields.reference(
      "unit", "The template of the unit that it belongs to, in the same area.",
      to: "unit template")
    role = fields.reference("role", "What its holder may do.", to: "role")
    isPlural = fields.flag("plural", "Whether several may hold it at once.")
  }
}
