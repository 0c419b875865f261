public import Journal
import Kernel
import Pack
import Store

/// The dates of open decisions as timers.
extension MeetingEngine {
  private static let timerPrefix = "decision/"

  /// The decision that a timer of a meeting stands for; nil for another name.
  static func decision(ofTimer name: String) -> Int64? {
    name.hasPrefix(timerPrefix) ? Int64(name.dropFirst(timerPrefix.count)) : nil
  }

  /// The timers that a meeting should have.
  public func timers(_ id: Int64, _ meeting: Meeting?) -> Set<Timers.Timer> {
    let open = meeting?.decisions.filter { $0.state == .open && !$0.isLate } ?? []
    return Set(
      open.map {
        // A decision done at the very moment of its date is in time.
        Timers.Timer(
          due: $0.dueAt.advanced(byMilliseconds: 1), subject: id,
          name: MeetingEngine.timerPrefix + String($0.number), kind: MeetingEngine.kind)
      })
  }

  func saveTimers(_ id: Int64, before: Meeting?, after: Meeting, _ writer: any Writing) throws {
    let old = timers(id, before)
    let new = timers(id, after)
    for timer in old.subtracting(new) { try Timers.cancel(timer, pack.jurisdiction, writer) }
    for timer in new.subtracting(old) { try Timers.set(timer, pack.jurisdiction, writer) }
  }
}
