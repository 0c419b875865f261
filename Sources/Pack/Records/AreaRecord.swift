public import Kernel

/// An area: a city, a district, a street, a community, a zone.
public struct AreaRecord: Record {
  public static let about = "An area of the territory, below another one."

  public let id: String
  public let name: String
  public let level: String
  public let parent: String?
  /// Code under `scheme` in `year`; the same code means other places under other schemes.
  public let code: String
  public let scheme: String
  public let year: Int?
  public let aliases: [String]

  public init(_ fields: inout Fields) {
    id = fields.code("id", "Code of the area within the pack.", defines: "area")
    name = fields.text("name", "Official name.")
    level = fields.reference("level", "Level of the area.", to: "level")
    parent = fields.referenceIfPresent("parent", "The area it is part of.", to: "area")
    code = fields.text("code", "Administrative or statistical code.", default: "")
    scheme = fields.text("scheme", "Scheme of the code, such as `stats`.", default: "")
    year = fields.integerIfPresent("year", "Year of the scheme's edition.", 1949...2100)
    aliases = fields.texts("aliases", "Other names by which people call it.")
    if !code.isEmpty && (scheme.isEmpty || fields.node["year"] == nil) && !fields.isDescribing {
      fields.report(
        fields.place, zh: "代码“\(code)”须写明scheme和year",
        en: "the code “\(code)” needs its scheme and year")
    }
  }
}

/// A level of areas, from the whole down.
public struct LevelRecord: Record {
  public static let about = "A level of the territory; levels are listed from the top down."

  public let id: String
  public let name: Text
  /// Tier of the units that templates make for areas of this level.
  public let tier: String?

  public init(_ fields: inout Fields) {
    id = fields.code("id", "Code of the level.", defines: "level")
    name = fields.name("name", "Name of the level.")
    tier = fields.referenceIfPresent(
      "tier", "Tier of the units that templates make for its areas.", to: "tier")
  }
}
