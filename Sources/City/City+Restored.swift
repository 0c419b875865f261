import Accounts
import Desk
import Journal
import Kernel
import Matters
import Pack
import Store
import Webhooks

/// After a restore to a moment: the journal is as it was, and everything else follows it.
extension City {
  /// Makes the state tables again from the restored journal, and takes from the working state what
  /// belongs to events that are gone.
  ///
  /// Secrets, passwords, keys, drafts, kept filters and photographs stay as the backup held them.
  /// Messages that waited wait on: they are told at least once.
  /// - Returns: how many events were gone through, and the pack revisions under which some were
  ///   decided and whose files the store does not hold.
  public func settleRestored(
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> (events: Int, packsMissing: [String]) {
    let events = try await rebuilder.rebuild(store, progress: progress)
    let jurisdiction = pack.jurisdiction
    return try await store.write { writer in
      let last = try EventReader.lastPosition(writer)
      try MatterNumbers.goOn(writer)
      try WebhookLog.forget(after: last, writer)
      try SeenMarks.forget(after: last, writer)
      try Sessions.endAll(writer)
      try writer.run("DELETE FROM lease WHERE jurisdiction = ?", [.integer(jurisdiction)])
      // Deadlines are reckoned again by the calendar in force when the city is opened next.
      try writer.run(
        "UPDATE calendar_in_force SET digest = '' WHERE jurisdiction = ?",
        [.integer(jurisdiction)])
      let missing = try writer.rows(
        """
        SELECT DISTINCT pack FROM event WHERE pack <> ''
          AND pack NOT IN (SELECT revision FROM pack_file) ORDER BY pack LIMIT 100
        """, [])
      return (events, missing.map { $0.text(0) })
    }
  }
}

/// What becomes of a table in a restore to a moment.
public enum RestoredAs: String, Sendable {
  /// Stands in the journal or is made from it: exactly as it was at the moment.
  case journal
  /// As the backup held it.
  case backup
  /// As the backup held it, but for what belongs to events that are gone.
  case trimmed
  /// Empty, or reckoned again when the city is opened next.
  case anew
}

extension City {
  /// Every table that no rebuild makes, with what a restore to a moment does to it. All others are
  /// made from the journal.
  public static let tablesBesideProjections: [String: RestoredAs] = [
    "event": .journal, "stream": .journal, "seal": .journal,
    "city_secret": .backup, "account_credential": .backup, "access_key_secret": .backup,
    "photograph": .backup, "pack_file": .backup, "pack_start": .backup, "draft": .backup,
    "desk_view": .backup,
    "matter_number": .trimmed, "request": .trimmed, "outbox": .trimmed,
    "webhook_cursor": .trimmed, "webhook_delivery": .trimmed, "webhook_dead": .trimmed,
    "desk_reader": .trimmed, "desk_seen": .trimmed,
    "lease": .anew, "session": .anew, "way_in": .anew, "calendar_in_force": .anew,
    "figure_definition": .backup,
  ]
}
