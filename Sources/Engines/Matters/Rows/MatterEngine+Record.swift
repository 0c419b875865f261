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
    if let reply = happening.reply {
      try writer.run(
        "UPDATE matter_text SET reply = ? WHERE matter = ?",
        [.text(reply), .integer(stamp.subject)])
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
      kind: matter.kind, origin: matter.origin)
  }

  private func observed(
    _ happening: MatterEvent, _ stamp: EventStamp, _ before: Matter?, _ after: Matter
  ) -> [Observation] {
    func all(_ names: [String], _ matter: Matter, grade: Int64? = nil) -> [Observation] {
      names.map {
        Observation($0, at: stamp.at, subject: stamp.subject, dimensions(matter), grade: grade)
      }
    }
    switch happening {
    case .received: return all(["received"], after)
    case .dispatched: return all(["assigned"], after)
    case .claimed: return all(["assigned", "claimed"], after)
    case .refused: return all(["refused"], before ?? after)
    case .transferred: return all(["transferred"], after)
    case .returned: return all(["returned"], after)
    case .answered(let answer):
      return [
        Observation(
          "answered", at: stamp.at, subject: stamp.subject, dimensions(after),
          isOnTime: answer.isOnTime, naturalMilliseconds: answer.naturalMilliseconds,
          workingThousandths: answer.workingThousandths)
      ]
    case .closed(let outcome, _):
      let isSolved = outcome == CloseMatter.outcomes[0]
      return all(["closed", isSolved ? "closed.solved" : "closed.unsolved"], after)
    case .reopened: return all(["reopened"], after)
    case .rectified: return all(["rectified"], after)
    case .reviewed: return all(["reviewed"], after)
    case .rated(let rating, _):
      return all(["rated"] + (rating.isPoor ? ["rating.poor"] : []), after, grade: rating.grade)
    case .promised: return all(["promise.made"], after)
    case .promiseKept: return all(["promise.kept"], after)
    case .promiseBroken: return all(["promise.broken"], after)
    case .merged: return all(["merged"], after)
    case .unmerged: return all(["unmerged"], after)
    case .overtimeExcused: return all(["overtime.excused"], after)
    case .clocksDated(_, let reason): return all(reason == "extension" ? ["extended"] : [], after)
    case .clockTurned(let name, .red) where name.task != 0:
      return task(name.task, after).map { of($0, ["task.late"], stamp, after) } ?? []
    case .changed(let change, let part): return observed(change, part, stamp, after)
    default: return []
    }
  }

  private func task(_ number: Int64, _ matter: Matter) -> MatterTask? {
    matter.parts.tasks.first { $0.number == number }
  }

  /// What is counted for the unit that was summoned, not for the one that leads.
  private func of(
    _ task: MatterTask, _ names: [String], _ stamp: EventStamp, _ matter: Matter,
    grade: Int64? = nil
  ) -> [Observation] {
    var dimensions = dimensions(matter)
    dimensions.unit = task.unit
    return names.map { name in
      let start = name == "reported" || name == "arrived" || name == "signed-in"
      return Observation(
        name, at: stamp.at, subject: stamp.subject, dimensions,
        naturalMilliseconds: start
          ? stamp.at.milliseconds - task.summonedAt.milliseconds : nil,
        grade: grade)
    }
  }

  private func observed(
    _ change: PartEvent, _ part: PartValue, _ stamp: EventStamp, _ after: Matter
  ) -> [Observation] {
    func all(_ names: [String]) -> [Observation] {
      names.map { Observation($0, at: stamp.at, subject: stamp.subject, dimensions(after)) }
    }
    switch (change, part) {
    case (.summoned, .task(let task)): return of(task, ["summoned"], stamp, after)
    case (.signedIn, .task(let task)): return of(task, ["signed-in"], stamp, after)
    case (.arrived, .task(let task)): return of(task, ["arrived"], stamp, after)
    case (.reported, .task(let task)): return of(task, ["reported"], stamp, after)
    case (.taskRefused, .task(let task)): return of(task, ["task.refused"], stamp, after)
    case (.taskRated, .task(let task)):
      return of(task, ["task.rated"], stamp, after, grade: task.grade)
    case (.whistleSolved, _): return all(["whistle.solved"])
    case (.whistleUnsolved, _): return all(["whistle.unsolved"])
    case (.checkOrdered, _): return all(["check.ordered"])
    case (.checkReported, .check(let check)):
      return all([check.holds == true ? "check.held" : "check.failed"])
    case (.calledBack, .callBack(let note)):
      return all(
        ["callback"] + (note.isReached ? ["callback.reached"] : [])
          + (note.isSolved == true ? ["callback.solved"] : [])
          + (note.isSatisfied == true ? ["callback.satisfied"] : []))
    case (.ratingSetAside, _): return all(["rating.set-aside"])
    case (.published, _): return all(["published"])
    case (.supervised, _): return all(["supervised"])
    case (.escalated, _): return all(["escalated"])
    default: return []
    }
  }

  /// The stocks that a matter stands in.
  private func stocks(_ matter: Matter?) -> Set<String> {
    guard let matter else { return [] }
    var stocks: Set<String> = []
    if matter.phase == .open { stocks.insert("open") }
    if matter.phase == .arbitration { stocks.insert("arbitration") }
    if matter.phase == .pool { stocks.insert("pool") }
    if matter.ownLight == .red && !stocks.isEmpty { stocks.insert("overdue") }
    if matter.suspendedUntil != nil { stocks.insert("suspended") }
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
    let turnedRed = before?.clocks.filter { $0.light == .red && $0.isRunning }.map(\.dueAt).max()
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

extension MatterEvent {
  /// The words that the person gets; nil where a happening brings none.
  fileprivate var reply: String? {
    switch self {
    case .answered(let answer): answer.reply
    case .rectified(let reply, _), .answerShared(_, _, let reply, _): reply
    default: nil
    }
  }
}
