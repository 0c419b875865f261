public import Journal
public import Kernel
public import Store

/// What the system tells about the process.
public struct ProcessFigures: Hashable, Sendable {
  public let residentBytes: Int
  public let openFiles: Int

  public init(residentBytes: Int, openFiles: Int) {
    self.residentBytes = residentBytes
    self.openFiles = openFiles
  }
}

/// What the system tells about the store's file and the disk that it lies on.
public struct DiskFigures: Hashable, Sendable {
  public let storeBytes: Int64
  public let freeBytes: Int64

  public init(storeBytes: Int64, freeBytes: Int64) {
    self.storeBytes = storeBytes
    self.freeBytes = freeBytes
  }
}

/// What is true at the moment at which it is asked for, as metrics.
public enum MomentFigures {
  /// - Parameters:
  ///   - now: by which deadlines are late.
  ///   - clock: by which messages are due.
  public static func families(
    _ journal: JournalFigures, _ load: CommitLoad, _ process: ProcessFigures?, at now: Instant,
    clock: Instant
  ) -> [MetricFamily] {
    func gauge(_ name: String, _ help: String, _ value: Double) -> MetricFamily {
      let family = MetricFamily(.gauge, name, help)
      family.set(value)
      return family
    }
    func age(_ instant: Instant?, _ now: Instant) -> Double {
      instant.map { Double(max(0, now.milliseconds - $0.milliseconds)) / 1_000 } ?? 0
    }
    let committed = MetricFamily(
      .counter, "baodao_units_committed_total", "Units of work made durable.")
    committed.set(Double(load.units))
    let outbox = MetricFamily(
      .gauge, "baodao_outbox_messages", "Messages that have not been delivered.",
      labels: ["state"])
    outbox.set(Double(journal.messagesWaiting), ["waiting"])
    outbox.set(Double(journal.messagesDead), ["dead"])
    var families = [
      committed, outbox,
      gauge("baodao_write_queue_units", "Units of work that wait.", Double(load.waiting)),
      gauge("baodao_journal_position", "The journal's last position.", Double(journal.position)),
      gauge(
        "baodao_timers_late",
        "Deadlines that are past and not handled, at most \(JournalFigures.countMax).",
        Double(journal.timersLate)),
      gauge(
        "baodao_timers_late_seconds", "How late the oldest of them is.",
        age(journal.timerOldest, now)),
      gauge(
        "baodao_outbox_oldest_seconds", "How long the oldest message that is due has been so.",
        age(journal.messageOldest, clock)),
    ]
    if let process {
      families.append(
        gauge(
          "process_resident_memory_bytes", "Memory of the process.", Double(process.residentBytes)))
      families.append(gauge("process_open_fds", "Open files.", Double(process.openFiles)))
    }
    return families
  }
}
