public import Kernel

/// A tier of the organisation: city, district, subdistrict, community.
public struct TierRecord: Record {
  public static let about =
    "A tier of the organisation with the number of duties that it must have."

  public let id: String
  public let name: Text
  public let duties: Int?

  public init(_ fields: inout Fields) {
    id = fields.code("id", "Code of the tier.", defines: "tier")
    name = fields.name("name", "Name of the tier.")
    duties = fields.integerIfPresent("duties", "How many duties its list has.", 0...200)
  }
}

/// One duty of a tier's list.
public struct DutyRecord: Record {
  public static let about = "One duty of a tier's responsibility list."

  public let code: String
  public let tier: String
  public let number: Int
  public let text: Text

  public init(_ fields: inout Fields) {
    code = fields.code("code", "Code of the duty, such as CITY-01.", defines: "duty")
    tier = fields.reference("tier", "The tier that owes it.", to: "tier")
    number = fields.integer("number", "Running number within the tier.", 1...200)
    text = Text(
      zh: fields.text("zh", "The duty in Chinese."), en: fields.text("en", "The duty in English."))
  }
}

/// A field of public business that units hold mandates for.
public struct FunctionRecord: Record {
  public static let about = "A field of public business, such as housing or transport."

  public let id: String
  public let name: Text

  public init(_ fields: inout Fields) {
    id = fields.code("id", "Code of the function.", defines: "function")
    name = fields.name("name", "Name of the function.")
  }
}

/// A unit's authority for a function within its area, from a date to a date.
public struct MandateRecord: Record {
  public static let about = "Authority for a function, from a date until a date."

  public let function: String
  public let area: String?
  public let from: CivilDate?
  public let until: CivilDate?
  public let ground: String

  public init(_ fields: inout Fields) {
    function = fields.reference("function", "The function.", to: "function")
    area = fields.referenceIfPresent(
      "area", "Where it holds, if not in the unit's whole area.", to: "area")
    from = fields.dateIfPresent("from", "First day.")
    until = fields.dateIfPresent("until", "Last day.")
    ground = fields.text("ground", "The document that gives it.", default: "")
    if let from, let until, until < from {
      fields.report(fields.place, zh: "until早于from", en: "“until” is before “from”")
    }
  }

  init(function: String, area: String?, from: CivilDate?, until: CivilDate?, ground: String) {
    self.function = function
    self.area = area
    self.from = from
    self.until = until
    self.ground = ground
  }
}

/// A unit: a department, an office, a committee, a company.
public struct UnitRecord: Record {
  public static let about = "A unit of the organisation."

  public let id: String
  public let name: Text
  public let tier: String
  public let area: String
  public let parent: String?
  public let mandates: [MandateRecord]
  public let functions: [String]
  /// The template that made it; nil for a unit of its own.
  public let template: String?

  public init(_ fields: inout Fields) {
    template = nil
    id = fields.code("id", "Code of the unit.", defines: "unit")
    name = fields.name("name", "Name of the unit.")
    tier = fields.reference("tier", "Its tier.", to: "tier")
    area = fields.reference("area", "The area it works in.", to: "area")
    parent = fields.referenceIfPresent("parent", "The unit above it.", to: "unit")
    functions = fields.references(
      "functions", "Functions that it has a mandate for without further conditions.",
      to: "function")
    mandates = fields.list(
      "mandates", "Mandates with dates, areas or grounds.", of: MandateRecord.self)
  }

  init(
    id: String, name: Text, tier: String, area: String, parent: String?, functions: [String],
    template: String? = nil, mandates: [MandateRecord] = []
  ) {
    self.id = id
    self.name = name
    self.tier = tier
    self.area = area
    self.parent = parent
    self.functions = functions
    self.template = template
    self.mandates = mandates
  }
}

/// What the holders of posts of one kind may do.
public struct RoleRecord: Record {
  public static let about = "A role: what the holder of a post may do, and how far it reaches."

  /// How far a role reaches.
  public enum Reach: String, CaseIterable, Sendable { case everywhere, area, unit }

  public let id: String
  public let name: Text
  public let permissions: [String]
  public let reach: Reach

  public init(_ fields: inout Fields) {
    id = fields.code("id", "Code of the role.", defines: "role")
    name = fields.name("name", "Name of the role.")
    permissions = fields.references(
      "permissions", "Permissions, such as matter.dispatch.", to: "permission")
    reach = fields.choice(
      "reach", "Matters that the role sees: all, those in the unit's area, those of the unit.")
  }
}

/// A post in a unit, held by at most one person at a time unless it is plural.
public struct PostRecord: Record {
  public static let about = "A post in a unit; who holds it is decided in the program."

  public let id: String
  public let name: Text
  public let unit: String
  public let role: String
  public let isPlural: Bool

  public init(_ fields: inout Fields) {
    id = fields.code("id", "Code of the post.", defines: "post")
    name = fields.name("name", "Name of the post.")
    unit = fields.reference("unit", "The unit that it belongs to.", to: "unit")
    role = fields.reference("role", "What its holder may do.", to: "role")
    isPlural = fields.flag("plural", "Whether several may hold it at once.")
  }

  init(id: String, name: Text, unit: String, role: String, isPlural: Bool) {
    self.id = id
    self.name = name
    self.unit = unit
    self.role = role
    self.isPlural = isPlural
  }
}
