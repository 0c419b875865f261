import Duties
public import Journal
public import Kernel
import Matters
import Pack
public import Store

/// Deadlines that fall due.
extension City {
  /// Most times that all that is due is gone through: what fires may bring up what was due before
  /// that of another matter, such as a rung of a ladder.
  private static let passesMax = 1000

  /// Fires every deadline due by a moment, inside a unit of work. Each happens at its own instant,
  /// however late it is run. One that is refused stays, and does not stop the others.
  public func fireDue(by now: Instant, _ writer: any Writing) throws -> Int {
    var fired = 0
    for _ in 0..<City.passesMax {
      let before = fired
      var last: Timers.Timer?
      repeat {
        let due = try Timers.due(by: now, pack.jurisdiction, after: last, writer)
        for timer in due {
          do {
            try fire(timer, writer)
            fired += 1
          } catch let error where City.isRefusal(error) {
            continue
          }
        }
        last = due.count < Timers.roundMax ? nil : due.last
      } while last != nil
      if fired == before { break }
    }
    return fired
  }

  /// Whether an error is about one matter, not about the store.
  static func isRefusal(_ error: any Error) -> Bool {
    error is Problem || error is PackRefused
  }

  /// Most deadlines of one matter that are fired before an action; timers come to the rest.
  static let passedMax = 64

  /// Fires the deadlines of one matter that passed before a moment.
  func firePassed(
    _ id: Int64, before now: Instant, _ engine: MatterEngine, _ writer: any Writing
  ) throws {
    // One deadline may bring on the next, as a suspension's end a red light, and that a rung.
    for _ in 0..<City.passedMax {
      let passed = engine.timers(id, try engine.load(id, writer)).filter { $0.due < now }
      guard let next = passed.min(by: { ($0.due, $0.name) < ($1.due, $1.name) }) else { return }
      try fire(next, writer)
    }
  }

  private func fire(_ timer: Timers.Timer, _ writer: any Writing) throws {
    do {
      if timer.kind == MeetingEngine.kind {
        try fireMeeting(timer, writer)
      } else {
        _ = try perform(
          Request(
            TurnLight(timer: timer.name), on: timer.subject, by: City.timer, at: timer.due), writer)
      }
    } catch let problem as Problem where problem.kind == .nothingToDo {
      try Timers.cancel(timer, pack.jurisdiction, writer)
    }
  }

  /// Fires every deadline due by a moment, a bounded round for each unit of work. Answers how many.
  /// - Parameter failed: told of each deadline that was refused, which stays and does not stop the
  ///   others; without it the first refusal is thrown.
  public func runTimers(
    until now: Instant, failed: ((Timers.Timer, any Error) -> Void)? = nil
  ) async throws -> Int {
    var fired = 0
    var told: Set<Timers.Timer> = []
    for _ in 0..<City.passesMax {
      let more = try await runPass(until: now) { timer, error in
        guard let failed else { return false }
        if told.insert(timer).inserted { failed(timer, error) }
        return true
      }
      fired += more
      if more == 0 { break }
    }
    return fired
  }

  private func runPass(
    until now: Instant, isBorne: (Timers.Timer, any Error) -> Bool
  ) async throws -> Int {
    let jurisdiction = pack.jurisdiction
    var fired = 0
    var last: Timers.Timer?
    while true {
      let after = last
      let due = try await store.read {
        try Timers.due(by: now, jurisdiction, after: after, $0)
      }
      guard let end = due.last else { return fired }
      do {
        try await store.write { writer in for timer in due { try self.fire(timer, writer) } }
        fired += due.count
      } catch let error where City.isRefusal(error) {
        for timer in due {
          do {
            try await store.write { try self.fire(timer, $0) }
            fired += 1
          } catch let error where City.isRefusal(error) {
            if !isBorne(timer, error) { throw error }
          }
        }
      }
      last = end
    }
  }
}
