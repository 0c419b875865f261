import Journal
public import Kernel
import Matters
import Pack
public import Store

/// Deadlines that fall due.
extension City {
  /// Fires every deadline due by a moment, inside a unit of work. Each happens at its own instant,
  /// however late it is run.
  public func fireDue(by now: Instant, _ writer: any Writing) throws -> Int {
    var fired = 0
    while true {
      let due = try Timers.due(by: now, pack.jurisdiction, writer)
      for timer in due {
        try fire(timer, writer)
        fired += 1
      }
      if due.count < Timers.roundMax { return fired }
    }
  }

  /// Fires the deadlines of one matter that passed before a moment.
  func firePassed(
    _ id: Int64, before now: Instant, _ engine: MatterEngine, _ writer: any Writing
  ) throws {
    let passed = engine.timers(id, try engine.load(id, writer)).filter { $0.due < now }
    for timer in passed.sorted(by: { $0.due < $1.due }) { try fire(timer, writer) }
  }

  private func fire(_ timer: Timers.Timer, _ writer: any Writing) throws {
    do {
      _ = try perform(
        Request(
          TurnLight(timer: timer.name), on: timer.subject, by: City.timer, at: timer.due), writer)
    } catch let problem as Problem where problem.kind == .nothingToDo {
      try Timers.cancel(timer, pack.jurisdiction, writer)
    }
  }

  /// Fires every deadline due by a moment, a bounded round for each unit of work. Answers how many.
  public func runTimers(until now: Instant) async throws -> Int {
    var fired = 0
    while true {
      let round = try await store.write { writer in
        let due = try Timers.due(by: now, self.pack.jurisdiction, writer)
        for timer in due { try self.fire(timer, writer) }
        return due.count
      }
      fired += round
      if round < Timers.roundMax { return fired }
    }
  }
}
