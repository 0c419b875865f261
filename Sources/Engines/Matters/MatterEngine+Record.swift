import Figures
public import Journal
import Kernel
import Pack
public import Store

/// What figures hear of matters.
extension MatterEngine {
  public func record(
    _ happening: MatterEvent, _ stamp: EventStamp, before: Matter?, after: Matter,
    _ writer: any Writing
  ) throws {
    if case .answered(let answer) = happening {
      try writer.run(
        "UPDATE matter_text SET reply = ? WHERE matter = ?",
        [.text(answer.reply), .integer(stamp.subject)])
    }
    let observations =
      observed(happening, stamp, before, after)
      + moved(stamp, before, after)
    for (part, observation) in observations.enumerated() {
      try figures.record(observation, position: stamp.position, part: part, writer)
    }
  }

  private func dimensions(_ matter: Matter) -> Observation.Dimensions {
    Observation.Dimensions(
      area: matter.area, unit: matter.lead, category: matter.category, channel: matter.channel,
      kind: matter.kind)
  }

  private func observed(
    _ happening: MatterEvent, _ stamp: EventStamp, _ before: Matter?, _ after: Matter
  ) -> [Observation] {
    func one(_ name: String, _ matter: Matter, grade: Int64? = nil) -> [Observation] {
      [Observation(name, at: stamp.at, subject: stamp.subject, dimensions(matter), grade: grade)]
    }
    switch happening {
    case .received: return one("received", after)
    case .dispatched: return one("assigned", after)
    case .answered(let answer):
      return [
        Observation(
          "answered", at: stamp.at, subject: stamp.subject, dimensions(after),
          isOnTime: answer.isOnTime, naturalMilliseconds: answer.naturalMilliseconds,
          workingThousandths: answer.workingThousandths)
      ]
    case .closed: return one("closed", after)
    case .reopened: return one("reopened", after)
    case .rated(let grade, _): return one("rated", after, grade: grade)
    case .promised: return one("promise.made", after)
    case .promiseKept: return one("promise.kept", after)
    case .promiseBroken: return one("promise.broken", after)
    case .published: return one("published", after)
    case .accepted, .refused, .withdrawn, .noted, .clockTurned: return []
    }
  }

  /// The stocks that a matter stands in.
  private func stocks(_ matter: Matter?) -> Set<String> {
    guard let matter else { return [] }
    var stocks: Set<String> = []
    if matter.phase == .open { stocks.insert("open") }
    if matter.phase == .arbitration { stocks.insert("arbitration") }
    if matter.light == .red && !stocks.isEmpty { stocks.insert("overdue") }
    return stocks
  }

  /// Leaving and entering stocks: when the matter moves between them, or what it is counted under
  /// changes.
  private func moved(_ stamp: EventStamp, _ before: Matter?, _ after: Matter) -> [Observation] {
    let old = stocks(before)
    let new = stocks(after)
    let isElsewhere = before.map { dimensions($0) != dimensions(after) } ?? false
    // What is recorded late may bear a time before the light turned red; a matter cannot leave the
    // overdue before it entered.
    let turnedRed = before?.clocks.filter { $0.light == .red && $0.stoppedAt == nil }.map(\.dueAt)
      .max()
    func observe(_ name: String, _ stock: String, _ matter: Matter) -> Observation {
      let at = stock == "overdue" ? max(stamp.at, turnedRed ?? stamp.at) : stamp.at
      return Observation(stock + name, at: at, subject: stamp.subject, dimensions(matter))
    }
    var observations: [Observation] = []
    for stock in old.sorted() where isElsewhere || !new.contains(stock) {
      if let before { observations.append(observe(".left", stock, before)) }
    }
    for stock in new.sorted() where isElsewhere || !old.contains(stock) {
      observations.append(observe(".entered", stock, after))
    }
    return observations
  }
}
