@testable import Matters

/// What the histories must have seen, so that their laws are laws over something.
enum LawEvents {
  private static let plain = [
    "received", "dispatched", "accepted", "refused", "transferred", "returned", "offered",
    "claimed", "categorised", "answered", "rectified", "settled", "closed", "reopened", "rated",
    "reviewed",
    "promised", "promise-kept", "promise-broken", "noted", "merged", "unmerged", "answer-shared",
    "clocks-started", "clock-turned", "clocks-paused", "clocks-resumed", "clocks-dated",
    "overtime-excused", "rung-climbed",
  ]

  static let names = (plain + PartEvent.allCases.map(\.rawValue)).map { "matter." + $0 }

  /// Every refusal that the engine's own rules know of. `source-known` needs a store;
  /// `expression-failed` a rule that cannot be evaluated.
  static let codes =
    [
      "step-impossible", "ground-needed", "unit-unknown", "mandate-missing", "not-yours",
      "rated-already", "grade-invalid", "reopen-late", "promise-unknown", "promise-past",
      "personal-data-left", "merged-already", "suspended", "step-used-up", "step-late",
      "step-not-ready", "complained-of", "not-the-person", "ground-decided", "transfer-circle",
      "same-unit", "task-unknown", "task-order", "tasks-open", "unit-twice", "units-too-many",
      "outside-mandate", "request-unknown", "request-pending", "own-request", "clock-unknown",
      "extension-forbidden", "suspension-forbidden", "check-unknown", "check-pending",
      "worker-missing", "photographs-too-many", "photograph-unknown", "level-invalid",
      "tier-unreached", "escalation-unknown", "sort-unknown", "promise-undated", "answer-missing",
      "merge-invalid", "not-merged", "rating-missing",
    ].map { "matter." + $0 } + [
      "request.not-found", "request.forbidden", "request.out-of-scope", "request.field-missing",
      "request.field-invalid", "request.field-unknown", "request.nothing-to-do",
    ]
}
