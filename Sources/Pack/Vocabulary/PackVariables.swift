public import Expression

/// What the expressions of packs may read, by the place where they stand.
public struct PackVariables: Sendable {
  /// For the conditions of routing rules.
  public let matter: Environment
  /// For the conditions of limits: a limit may be found again later, when nobody knows who
  /// brought the matter in.
  public let limit: Environment
  /// For what must hold before a step.
  public let progress: Environment
  /// For figures.
  public let observation: Environment

  /// Environments whose constants may name only what these codes name; anything without codes.
  public init(_ codes: PackCodes? = nil) {
    let libraries = Vocabulary.libraries(codes)
    func environment(_ variables: [PackVariable]) -> Environment {
      Environment(
        variables: variables.map(\.variable), libraries: libraries, costMax: Limits.costDefault)
    }
    matter = environment(PackVariables.ofMatter)
    limit = environment(PackVariables.ofLimit)
    progress = environment(PackVariables.ofProgress)
    observation = environment(PackVariables.ofObservation)
  }

  private static let ofAnyPack = PackVariables()
  /// For the conditions of routing rules, of a pack that isn't known.
  public static var matter: Environment { ofAnyPack.matter }
  /// For the conditions of limits, of a pack that isn't known.
  public static var limit: Environment { ofAnyPack.limit }
  /// For what must hold before a step, of a pack that isn't known.
  public static var progress: Environment { ofAnyPack.progress }
  /// For figures, of a pack that isn't known.
  public static var observation: Environment { ofAnyPack.observation }

  /// Most characters of a matter's title.
  public static let titleMax = 500
  /// Most characters of a matter's text.
  public static let textMax = 20_000
  private static let characterBytesMax = 4

  /// Of routing rules; the first are those of limits.
  public static let ofMatter: [PackVariable] =
    ofLimit + [
      PackVariable("own", UnitValue.type, "The unit that brings it in; unknown for a person.")
    ]

  /// Of limits.
  public static let ofLimit: [PackVariable] = [
    PackVariable("kind", .string, "Kind of the matter."),
    PackVariable("sort", .string, "Sort within the kind; empty for none."),
    PackVariable("category", .string, "Category; empty where it is not known."),
    PackVariable("mandate", .string, "Function that the category belongs to; empty for none."),
    PackVariable("channel", .string, "Channel by which it came in."),
    PackVariable("place", PlaceValue.type, "Where it is about; may be unknown."),
    PackVariable("level", .string, "Level of the place; empty where it is not known."),
    PackVariable("title", .string, sizeMax: titleMax * characterBytesMax, "Title."),
    PackVariable("text", .string, sizeMax: textMax * characterBytesMax, "Text."),
    PackVariable("now", .timestamp, "The moment at which it is routed, or the clock begins."),
    PackVariable("calendar", CalendarValue.type, "The city's work calendar."),
  ]

  /// Of steps.
  public static let ofProgress: [PackVariable] = [
    PackVariable("photosBefore", .int, "Photographs of the state before."),
    PackVariable("photosAfter", .int, "Photographs of the state after, of this round of work."),
    PackVariable("checked", .bool, "Whether the last check before filing confirmed it."),
    PackVariable("verified", .bool, "Whether the last check of this round confirmed the result."),
    PackVariable("tasksOpen", .int, "Tasks of other units that are open."),
    PackVariable("solved", .bool, "Whether the last call back found it solved."),
    PackVariable("outcome", .string, "What is said of the matter on closing; empty elsewhere."),
    PackVariable("reopenings", .int, "How often it was reopened."),
    PackVariable("supervision", .int, "Level of supervision, from 0."),
    PackVariable("accepted", .bool, "Whether the lead unit has accepted it."),
    PackVariable("place", PlaceValue.type, "Where it is about; may be unknown."),
    PackVariable("lead", UnitValue.type, "The lead unit; may be unknown."),
    PackVariable("received", .timestamp, "The moment of receipt."),
    PackVariable("now", .timestamp, "The moment of the step."),
    PackVariable("calendar", CalendarValue.type, "The city's work calendar."),
  ]

  /// Of figures.
  public static let ofObservation: [PackVariable] = [
    PackVariable("kind", .string, "Kind of the matter."),
    PackVariable("category", .string, "Category; empty where it is not known."),
    PackVariable("channel", .string, "Channel by which it came in."),
    PackVariable("onTime", .bool, "Whether it was in time; false where that isn't observed."),
    PackVariable("grade", .int, "Grade that was given; 0 for none."),
    PackVariable("naturalDays", .double, "Natural days that it took; 0 where not observed."),
    PackVariable("workingDays", .double, "Working days that it took; 0 where not observed."),
    PackVariable("origin", .string, "Campaign out of which it came; empty for none."),
    PackVariable("at", .timestamp, "The moment of the observation."),
  ]
}
