import Journal
import Kernel

@testable import Matters

/// What people are offered is what they can do: all of it, and nothing that would be refused
/// whatever they fill in.
enum LawOffer {
  /// Whether a deed with these fields would have been offered; nil for what is never offered.
  static func isOffered(
    _ deed: LawDeed, _ matter: Matter, _ input: JSON, _ engine: MatterEngine,
    _ context: ActionContext
  ) -> Bool? {
    guard let isPossible = deed.isPossible else { return nil }
    return matter.settlements(of: deed.fields).contains { settled in
      settled.allSatisfy { [nil, .null, $0.value].contains(input[$0.key]) }
        && isPossible(engine, matter, settled, context)
    }
  }

  /// Refusals that lie in the matter or in the actor, not in what is filled in.
  private static let codes: Set<String> = [
    "matter.step-impossible", "matter.step-used-up", "matter.step-not-ready", "matter.suspended",
    "matter.merged-already", "matter.task-order", "matter.not-merged", "matter.not-yours",
    "matter.not-the-person", "matter.check-pending", "matter.rating-missing",
    "request.out-of-scope", "request.forbidden", "matter.task-unknown", "matter.request-unknown",
    "matter.check-unknown", "matter.escalation-unknown",
  ]

  static func isInVain(_ name: String, _ problem: Problem) -> Bool {
    // The second of two who agree needs a right that whoever disagrees does not need.
    if name == "DecideRequest", problem.kind.code == "request.forbidden" { return false }
    // Which level is ordered, and which matter is merged into, is filled in.
    if ["SuperviseMatter", "MergeMatter"].contains(name) {
      return problem.kind.code != "request.out-of-scope" && codes.contains(problem.kind.code)
    }
    return codes.contains(problem.kind.code)
  }
}
