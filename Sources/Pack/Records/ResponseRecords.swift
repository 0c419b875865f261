public import Kernel
public import WorkCalendar

/// How a whistle goes.
public struct WhistleRecord: Record {
  public static let about =
    "How units that were summoned report in, and what an unsolved call does."

  public let isOnSite: Bool
  public let rounds: Int
  public let tier: String?
  public let unitsMax: Int
  public let grounds: [String]
  public let isAssumption: Bool
  public let note: Text

  public init(_ fields: inout Fields) {
    isOnSite = fields.flag("onSite", "Whether units must come to the place.", default: true)
    rounds = fields.integer(
      "rounds", "How often it may stay unsolved before it goes up by itself.", 1...9, default: 2)
    tier = fields.referenceIfPresent(
      "tier", "The tier that it goes up to; the next one above when left out.", to: "tier")
    unitsMax = fields.integer("units", "Most units of one whistle.", 1...50, default: 20)
    grounds = fields.texts("grounds", "Lawful grounds on which a summoned unit may refuse.")
    isAssumption = fields.flag("assumption", "Whether the sources leave the values open.")
    note = fields.name("note", "Where the values come from.", required: false)
    fields.checkAssumption(isAssumption)
  }
}

/// Who checks on the spot.
public struct VerificationRecord: Record {
  public static let about = "Who checks matters on the spot, before filing and before closing."

  public let role: String
  public let photographsMax: Int

  public init(_ fields: inout Fields) {
    role = fields.reference(
      "role", "The role of those who check, such as grid workers.", to: "role")
    photographsMax = fields.integer(
      "photographs", "Most photographs of one matter.", 0...50, default: 12)
  }
}

/// Whether clocks may be suspended.
public struct SuspensionRecord: Record {
  public static let about = "How often and how long the clocks of a matter may be suspended."

  public let times: Int
  public let limit: TimeLimit?
  public let grounds: [String]
  public let isAssumption: Bool
  public let note: Text

  public init(_ fields: inout Fields) {
    times = fields.integer("times", "How often.", 1...9, default: 1)
    limit = fields.limit("limit", "The longest suspension.")
    grounds = fields.texts("grounds", "Grounds of which one must be given.")
    isAssumption = fields.flag("assumption", "Whether the sources leave the values open.")
    note = fields.name("note", "Where the values come from.", required: false)
    fields.checkAssumption(isAssumption)
  }
}

/// A level of supervision.
public struct SupervisionRecord: Record {
  public static let about = "A level of supervision: who may order it."

  public let id: String
  public let name: Text
  public let tier: String

  public init(_ fields: inout Fields) {
    id = fields.text("id", "Code of the level, unique within the kind.")
    name = fields.name("name", "Name of the level.")
    tier = fields.reference("tier", "The tier whose units may order it.", to: "tier")
  }
}
