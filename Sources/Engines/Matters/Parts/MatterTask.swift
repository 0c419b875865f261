public import Kernel

/// What one assisting or summoned unit has to do in a matter that another unit leads.
public struct MatterTask: MatterPart {
  static let kind = "task"

  public let number: Int64
  /// 1 for the first whistle, one more for each after it stayed unsolved.
  public let round: Int64
  public let unit: String
  /// The mandate under which it is called.
  public let function: String
  public let demand: String
  /// Whether it must come to the place.
  public let isOnSite: Bool
  /// The unit that calls, which rates and releases it.
  public let caller: String
  public let summonedAt: Instant
  public var signedInAt: Instant?
  public var signedInBy = ""
  public var arrivedAt: Instant?
  /// Where it reported itself on site.
  public var place = ""
  public var reportedAt: Instant?
  public var report = ""
  public var releasedAt: Instant?
  public var release = ""
  /// Ground on which it refused; empty where it did not.
  public var ground = ""
  public var refusal = ""
  /// Whether the refusal was found lawful; nil until that is decided.
  public var isRefusalLawful: Bool?
  public var grade: Int64?
  public var comment = ""
  /// What the unit says to its rating.
  public var answer = ""

  /// Whether a refusal waits for a decision.
  public var isRefusalPending: Bool { !ground.isEmpty && isRefusalLawful == nil }
  public var isOpen: Bool { reportedAt == nil && releasedAt == nil && isRefusalLawful != true }
  var concerns: String { unit }

  var json: JSON {
    [
      "number": .integer(number), "round": .integer(round), "unit": .string(unit),
      "function": .string(function), "demand": .string(demand), "onSite": .boolean(isOnSite),
      "calledBy": .string(caller), "summoned": JSON(summonedAt), "signedIn": JSON(signedInAt),
      "signedInBy": .string(signedInBy), "arrived": JSON(arrivedAt), "place": .string(place),
      "reported": JSON(reportedAt), "report": .string(report), "released": JSON(releasedAt),
      "release": .string(release), "ground": .string(ground), "refusal": .string(refusal),
      "lawful": JSON(isRefusalLawful), "grade": JSON(grade), "comment": .string(comment),
      "answer": .string(answer),
    ]
  }

  init(_ body: EventBody) throws {
    self.init(
      number: try body.integer("number"), round: try body.integer("round"),
      unit: try body.text("unit"), function: try body.text("function"),
      demand: try body.text("demand"), isOnSite: try body.boolean("onSite"),
      caller: try body.text("calledBy"), summonedAt: try body.instant("summoned"))
    signedInAt = body.instantIfPresent("signedIn")
    signedInBy = try body.text("signedInBy")
    arrivedAt = body.instantIfPresent("arrived")
    place = try body.text("place")
    reportedAt = body.instantIfPresent("reported")
    report = try body.text("report")
    releasedAt = body.instantIfPresent("released")
    release = try body.text("release")
    ground = try body.text("ground")
    refusal = try body.text("refusal")
    isRefusalLawful = body.body["lawful"]?.boolean
    grade = body.body["grade"]?.integer
    comment = try body.text("comment")
    answer = try body.text("answer")
  }

  init(
    number: Int64, round: Int64, unit: String, function: String, demand: String, isOnSite: Bool,
    caller: String, summonedAt: Instant
  ) {
    self.number = number
    self.round = round
    self.unit = unit
    self.function = function
    self.demand = demand
    self.isOnSite = isOnSite
    self.caller = caller
    self.summonedAt = summonedAt
  }
}
