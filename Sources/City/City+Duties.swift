public import Duties
public import Journal
import Kernel
import Pack
import Store

/// Meetings and outreach at work in a city.
extension City {
  /// Runs one action on meetings; the answer is durable.
  public func perform<Performed: Action>(
    _ request: Request<Performed>
  ) async throws -> Outcome where Performed.Subject == MeetingEngine {
    try await runner.perform(request, meetings, pack: pack.reference)
  }

  /// Runs one action on targets of outreach; the answer is durable.
  public func perform<Performed: Action>(
    _ request: Request<Performed>
  ) async throws -> Outcome where Performed.Subject == OutreachEngine {
    try await runner.perform(request, outreach, pack: pack.reference)
  }

  /// The date of a decision has passed.
  func fireMeeting(_ timer: Timers.Timer, _ writer: any Writing) throws {
    _ = try runner.perform(
      Request(
        TurnDecisionLate(timer: timer.name), on: timer.subject, by: City.timer, at: timer.due),
      meetings, pack: pack.reference, writer)
  }
}
