import Matters

/// What a step may depend on, in the words of a pack and once more as a rule of its own.
struct LawCondition: Sendable {
  let source: String
  let holds: @Sendable (Matter, _ outcome: String) -> Bool

  /// The round of work: photographs and closing checks of an earlier one do not count.
  private static func round(_ matter: Matter) -> Int64 {
    1 + matter.reopenings + Int64(matter.parts.reviews.count)
      + Int64(matter.parts.ratings.filter(\.isPoor).count)
  }

  static let all = [
    LawCondition(source: "photosBefore >= 1") { matter, _ in
      matter.parts.photographs.contains { $0.purpose == .before }
    },
    LawCondition(source: "photosAfter >= 1") { matter, _ in
      let round = round(matter)
      return matter.parts.photographs.contains { $0.purpose == .after && $0.round == round }
    },
    LawCondition(source: "checked") { matter, _ in
      matter.parts.checks.last { $0.purpose == .filing }?.holds == true
    },
    LawCondition(source: "verified") { matter, _ in
      let round = round(matter)
      return matter.parts.checks.last { $0.purpose == .closing && $0.round == round }?.holds == true
    },
    LawCondition(source: "tasksOpen == 0") { matter, _ in
      !matter.parts.tasks.contains { $0.isOpen }
    },
    LawCondition(source: "solved || outcome == \"not-solved\"") { matter, outcome in
      outcome == "not-solved" || matter.parts.callBacks.last?.isSolved == true
    },
    LawCondition(source: "reopenings < 2") { matter, _ in matter.reopenings < 2 },
    LawCondition(source: "supervision == 0") { matter, _ in
      matter.parts.supervisions.allSatisfy { $0.endedAt != nil }
    },
    LawCondition(source: "accepted") { matter, _ in matter.acceptedAt != nil },
  ]
}
