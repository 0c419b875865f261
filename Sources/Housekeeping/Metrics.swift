public import Journal
public import Store
import Synchronization

/// What the server counts and measures about itself.
///
/// Labels come from declarations alone: templates of routes, names of actions, codes of problems;
/// never from what a request carries.
public final class Metrics: Sendable {
  public let requests = MetricFamily(
    .counter, "baodao_requests_total", "Requests answered.",
    labels: ["route", "method", "status"])
  public let requestSeconds = MetricFamily(
    .histogram, "baodao_request_seconds", "Time from a request's head to its answer's last byte.",
    labels: ["route", "method"], bounds: Metrics.seconds)
  public let requestsOpen = MetricFamily(
    .gauge, "baodao_requests_open", "Requests being answered.")
  public let actions = MetricFamily(
    .counter, "baodao_actions_total", "Actions by what came of them: done, or a problem's code.",
    labels: ["action", "result"])
  public let commits = MetricFamily(
    .histogram, "baodao_commit_seconds", "Time of one commit with its flush.",
    bounds: Metrics.seconds)
  public let commitUnits = MetricFamily(
    .histogram, "baodao_commit_units", "Units of work in one commit.",
    bounds: [1, 2, 4, 8, 16, 32, 64, 128, 256])
  public let commitsFailed = MetricFamily(
    .counter, "baodao_commits_failed_total", "Commits that failed as a whole.")
  public let refusals = MetricFamily(
    .counter, "baodao_rate_limited_total", "Requests refused because they came too often.",
    labels: ["bucket"])
  public let roundsFailed = MetricFamily(
    .counter, "baodao_rounds_failed_total", "Rounds of the clock that failed, by duty.",
    labels: ["duty"])

  /// Version of the program.
  public let version: String
  let figures: [MetricFamily]
  private let now: @Sendable () -> Int64
  private let commitBegan = Mutex<Int64>(0)

  static let seconds = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
  ]

  /// - Parameters:
  ///   - version: of the program.
  ///   - now: nanoseconds of a clock that does not go back.
  public init(version: String, now: @escaping @Sendable () -> Int64) {
    self.version = version
    self.now = now
    let build = MetricFamily(
      .gauge, "baodao_build_info", "The program that runs.", labels: ["version"])
    build.set(1, [version])
    figures = [build]
  }

  /// The page that Prometheus reads, with what is true at the moment.
  public func page(_ moment: [MetricFamily] = []) -> String {
    let own = [
      requests, requestSeconds, requestsOpen, actions, commits, commitUnits, commitsFailed,
      refusals, roundsFailed,
    ]
    return (figures + own + moment).map(\.text).joined()
  }
}

extension Metrics: CommitObserver {
  public func commitBegins() { commitBegan.withLock { $0 = now() } }

  public func commitEnded(units: Int, isDurable: Bool) {
    let began = commitBegan.withLock { $0 }
    commits.observe(Double(now() - began) / 1e9)
    commitUnits.observe(Double(units))
    if !isDurable { commitsFailed.add() }
  }
}

extension Metrics: ActionObserver {
  public func performed(_ action: String, _ result: String) { actions.add(1, [action, result]) }
}
