import Kernel

/// The events that can be subscribed to: all that happens to a matter.
public enum WebhookTopics {
  /// The streams whose events are sent.
  public static let kind = "matter"

  /// Every name, in alphabetical order; a test compares them with the words on pages.
  public static let all = [
    "accepted", "answer-shared", "answered", "approved", "arrived", "asked", "called-back",
    "categorised", "check-ordered", "check-reported", "claimed", "clock-turned", "clocks-dated",
    "clocks-paused", "clocks-resumed", "clocks-started", "closed", "contacted", "deselected",
    "dispatched", "escalated", "escalation-decided", "granted", "merged", "noted", "offered",
    "overtime-excused", "photographed", "promise-broken", "promise-kept", "promised",
    "published", "rated", "rating-set-aside", "received", "rectified", "refused", "rejected",
    "released", "reopened", "reported", "returned", "reviewed", "rung-climbed", "selected",
    "settled", "signed-in", "summoned", "supervised", "supervision-ended", "task-rated",
    "task-rating-answered", "task-refusal-decided", "task-refused", "transferred", "unmerged",
    "whistle-solved", "whistle-unsolved", "withdrawn",
  ].map { "matter." + $0 }

  static func check(_ names: [String]) throws(Problem) {
    guard !names.isEmpty else {
      throw Problem(.fieldMissing, field: "/events", ["name": "events"])
    }
    for name in names where name != "*" && !all.contains(name) {
      throw Problem(
        .webhookEventUnknown, field: "/events",
        ["name": String(name.prefix(80)), "known": (["*"] + all).joined(separator: ", ")])
    }
  }
}
