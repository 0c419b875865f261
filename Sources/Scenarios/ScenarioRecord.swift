public import Kernel
public import Pack

/// A mechanism's story: who does what when, and what must then be true.
public struct ScenarioRecord: Record {
  public static let about =
    "A story of a mechanism that is run as a test and read as an explanation."

  public let id: String
  public let title: Text
  public let pack: String
  public let steps: [ScenarioStep]

  public init(_ fields: inout Fields) {
    id = fields.text("scenario", "The mechanism that it tells of.")
    title = fields.name("title", "What the story is about.")
    pack = fields.text("pack", "The pack that it runs on.")
    steps = fields.list("steps", "What happens, in order.", of: ScenarioStep.self)
    if steps.isEmpty {
      fields.report(fields.place, zh: "故事没有步骤", en: "the story has no steps")
    }
  }
}

/// One step of a story: an action, a figure that is asked for, or only time that passes.
public struct ScenarioStep: Record {
  public static let about = "One step: an action with what must follow, or a figure with its value."

  public let place: Place
  public let tell: Text
  public let at: Located<String>?
  public let post: String
  public let person: String
  public let resident: String
  public let role: String
  public let unit: String
  public let action: String
  public let matter: String
  public let meeting: String
  public let input: JSON
  public let refused: String
  public let expect: JSON
  public let figure: String
  public let period: String
  public let value: JSON?
  public let duties: JSON?
  public let index: JSON?
  public let coverage: JSON?
  public let mandates: JSON?
  public let holder: String
  public let photograph: String
  public let times: Int

  public init(_ fields: inout Fields) {
    place = fields.place
    tell = fields.name("tell", "What happens, for the reader.")
    at = fields.locatedTextIfPresent("at", "When; the time of the step before when left out.")
    post = fields.text("post", "The post whose holder acts.", default: "")
    person = fields.text(
      "person", "The person who acts, with the posts that they hold then.", default: "")
    resident = fields.text("resident", "The resident who acts.", default: "")
    role = fields.text("role", "The role of somebody in `unit` who acts.", default: "")
    unit = fields.text("unit", "The unit of that somebody.", default: "")
    action = fields.text("do", "The action.", default: "")
    matter = fields.text("matter", "The story's name for the matter.", default: "")
    meeting = fields.text("meeting", "The story's name for the meeting.", default: "")
    input = fields.jsonIfPresent("with", "The action's input.") ?? .object([:])
    refused = fields.text(
      "refused", "Code of the problem by which the action must be refused.", default: "")
    expect =
      fields.jsonIfPresent("expect", "What must be true of the matter or the meeting.")
      ?? .object([:])
    figure = fields.text("figure", "A figure that is asked for.", default: "")
    period = fields.text("period", "Its period.", default: "")
    value = fields.jsonIfPresent("value", "Its value.")
    duties = fields.jsonIfPresent("duties", "Number of duties that tiers must have.")
    index = fields.jsonIfPresent("index", "What a third party's index must say.")
    coverage = fields.jsonIfPresent(
      "coverage", "A programme of visits by its `program`, and how far it must have come.")
    mandates = fields.jsonIfPresent(
      "mandates",
      "How many units of a `template` or `tier` must hold a `function`, `on` a day if not this one."
    )
    holder = fields.text(
      "holder", "The matter whose number and code somebody shows who acts.", default: "")
    photograph = fields.text(
      "photograph", "A made-up photograph that is taken in first; `{photograph}` is its digest.",
      default: "")
    times = fields.integer(
      "times", "How often the step is taken; `{n}` in the input counts from 1.", 1...20_000,
      default: 1)
  }
}
