/// What happened in random histories, by name.
struct LawCounts: Sendable {
  var steps = 0
  private(set) var succeeded: [String: Int] = [:]
  private(set) var refused: [String: [String: Int]] = [:]
  private(set) var events: [String: Int] = [:]

  mutating func succeed(_ action: String) { succeeded[action, default: 0] += 1 }
  mutating func happen(_ event: String) { events[event, default: 0] += 1 }
  mutating func refuse(_ action: String, _ code: String) {
    refused[action, default: [:]][code, default: 0] += 1
  }

  mutating func add(_ other: LawCounts) {
    steps += other.steps
    succeeded.merge(other.succeeded, uniquingKeysWith: +)
    events.merge(other.events, uniquingKeysWith: +)
    for (action, codes) in other.refused {
      refused[action, default: [:]].merge(codes, uniquingKeysWith: +)
    }
  }

  /// How often each problem was the answer.
  var codes: [String: Int] {
    refused.values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
  }

  var text: String {
    func lines(_ counts: [String: Int]) -> String {
      counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
    let no = codes.values.reduce(0, +)
    return "\(steps) steps, \(succeeded.values.reduce(0, +)) legal, \(no) refused\n"
      + "actions: \(lines(succeeded))\nevents: \(lines(events))\nproblems: \(lines(codes))"
  }
}
