import Cryptography
public import Kernel
public import Store

/// Reads the whole journal and says which events are not what was written.
public struct Verifier {
  /// What was found, event by event.
  public struct Report: Hashable, Sendable {
    public var events = 0
    public var streams = 0
    public var seals = 0
    /// Newest seal's hash in hexadecimal, to be kept outside; empty without seals.
    public var anchor = ""
    public var findings: [Finding] = []
    public var isWhole: Bool { findings.isEmpty }
  }

  /// One thing that is wrong.
  public struct Finding: Hashable, Sendable {
    public enum Kind: String, Sendable, Hashable {
      case changed, removed, inserted, reordered, sealBroken = "seal-broken"
    }
    public let kind: Kind
    /// The position at fault; 0 where the fault is a whole stream's or seal's.
    public let position: Int64
    public let text: String

    public init(kind: Kind, position: Int64, text: String) {
      self.kind = kind
      self.position = position
      self.text = text
    }
  }

  /// Findings after which the rest is only counted.
  public static let findingsMax = 1000

  private struct StreamKey: Hashable {
    let jurisdiction: Int64
    let subject: Int64
  }

  private struct Head {
    var name: StreamName
    var version: Int64 = 0
    /// The hash that stands beside the newest event.
    var hash: [UInt8] = Digest.zero
    /// The hash that the newest event should have; another one only after a finding.
    var expectedHash: [UInt8] = Digest.zero
    var position: Int64 = 0
  }

  var report = Report()
  private var heads: [StreamKey: Head] = [:]
  var streams: Int { heads.count }
  private(set) var lastPosition: Int64 = 0

  /// Verifies everything in one consistent view.
  /// - Parameter goesOn: asked now and then; where it answers false, nothing is found out.
  /// - Throws: `journal.verification-stopped` in that case.
  public static func verify(
    _ store: any Store, progress: @escaping @Sendable (Int) -> Void = { _ in },
    goesOn: @escaping @Sendable () -> Bool = { true }
  ) async throws -> Report {
    try await store.read { reader in
      var verifier = Verifier()
      try verifier.readEvents(reader, progress, goesOn)
      try verifier.compareHeads(reader)
      try verifier.compareSeals(reader)
      return verifier.report
    }
  }

  mutating func find(_ kind: Finding.Kind, _ position: Int64, _ text: String) {
    guard report.findings.count < Verifier.findingsMax else { return }
    report.findings.append(Finding(kind: kind, position: position, text: text))
  }

  private mutating func readEvents(
    _ reader: any Reading, _ progress: (Int) -> Void, _ goesOn: () -> Bool
  ) throws {
    guard goesOn() else { throw Problem(.verificationStopped) }
    let all = Statement("SELECT \(EventReader.columns) FROM event ORDER BY position")
    try reader.forEachRow(all, []) { row in
      let (draft, hash) = EventReader.draft(row)
      check(draft, hash)
      if report.events % 10_000 == 0 {
        progress(report.events)
        if !goesOn() { throw Problem(.verificationStopped) }
      }
      return true
    }
    report.streams = heads.count
  }

  /// Takes the next event in the order of their positions.
  mutating func check(_ draft: EventDraft, _ hash: [UInt8]) {
    report.events += 1
    let here = draft.position
    if here <= lastPosition {
      find(.inserted, here, "position \(here) stands before the first")
    } else if here != successor(lastPosition) {
      find(
        .removed, lastPosition + 1,
        "positions \(lastPosition + 1)–\(here - 1) are missing")
    }
    lastPosition = max(here, 0)
    let name = "\(draft.stream.text) version \(draft.version) (\(draft.name))"
    let key = StreamKey(jurisdiction: draft.jurisdiction, subject: draft.stream.id)
    let head = heads[key] ?? Head(name: draft.stream)
    if draft.version > successor(head.version) {
      find(
        .removed, here,
        "\(draft.stream.text): versions \(head.version + 1)–\(draft.version - 1) are "
          + "missing before position \(here)"
      )
    } else if draft.version == head.version {
      find(.inserted, here, "\(name) stands a second time, first at position \(head.position)")
    } else if draft.version < head.version {
      find(.reordered, here, "\(name) stands after version \(head.version)")
    }
    let expected = draft.hash(after: head.hash)
    // Where the hash before this one was overwritten, this event is sound if it follows the right
    // one.
    if expected != hash, draft.hash(after: head.expectedHash) != hash {
      explain(draft, hash, head, name)
    }
    heads[key] = Head(
      name: draft.stream, version: max(head.version, draft.version), hash: hash,
      expectedHash: expected, position: here)
  }

  /// Tells a changed event from one that is sound in itself but stands in the wrong place.
  private mutating func explain(
    _ draft: EventDraft, _ hash: [UInt8], _ head: Head, _ name: String
  ) {
    if draft.version == successor(head.version) {
      find(
        .changed, draft.position,
        "\(name) at position \(draft.position) does not match its hash")
    } else if report.findings.last?.position != draft.position {
      find(.reordered, draft.position, "\(name) does not follow the event before it")
    }
  }

  private mutating func compareHeads(_ reader: any Reading) throws {
    var unknown = heads
    try reader.forEachRow(
      """
      SELECT jurisdiction, subject, kind, version, head FROM stream
      ORDER BY jurisdiction, subject
      """,
      []
    ) { row in
      let key = StreamKey(jurisdiction: row.integer(0), subject: row.integer(1))
      let stream = StreamName(kind: row.text(2), id: key.subject)
      unknown[key] = nil
      if let head = heads[key] {
        compare(head, stream, version: row.integer(3), hash: row.blob(4))
      } else {
        find(.removed, 0, "\(stream.text): all \(row.integer(3)) events are missing")
      }
      return true
    }
    for head in unknown.values.sorted(by: { $0.position < $1.position }) {
      find(
        .inserted, head.position,
        "\(head.name.text): the stream was added without being acknowledged")
    }
  }

  private mutating func compare(
    _ head: Head, _ stream: StreamName, version: Int64, hash: [UInt8]
  ) {
    if head.name.kind != stream.kind {
      find(.changed, head.position, "\(stream.text): the stream's events are of \(head.name.kind)")
    }
    if head.version < version {
      find(
        .removed, 0,
        "\(stream.text): versions \(head.version + 1)–\(version) are missing at the end")
    } else if head.version > version {
      find(
        .inserted, head.position,
        "\(stream.text): version \(head.version) was added after version \(version)")
    } else if head.hash != hash {
      find(.changed, head.position, "\(stream.text): the last event is not the one acknowledged")
    }
  }

  private mutating func compareSeals(_ reader: any Reading) throws {
    var previous = Digest.zero
    var number: Int64 = 0
    var last: Int64 = 0
    let rows = try reader.rows(
      "SELECT number, first, last, root, hash, sealed FROM seal ORDER BY number", [])
    for row in rows {
      number += 1
      let range = "seal \(row.integer(0)) over positions \(row.integer(1))–\(row.integer(2))"
      if row.integer(0) != number || row.integer(1) != successor(last) {
        find(.sealBroken, row.integer(1), "\(range) does not follow seal \(number - 1)")
      }
      let root = try Sealer.rangeRoot(row.integer(1), row.integer(2), reader)
      if root != row.blob(3) {
        find(.sealBroken, row.integer(1), "\(range): the events do not have its root")
      }
      let hash = Sealer.hash(
        row.integer(0), row.integer(1), row.integer(2),
        sealed: Instant(milliseconds: row.integer(5)), row.blob(3), after: previous)
      if hash != row.blob(4) {
        find(.sealBroken, row.integer(1), "\(range) was changed or follows another seal")
      }
      previous = row.blob(4)
      last = row.integer(2)
      number = row.integer(0)
    }
    if last > lastPosition {
      find(
        .removed, lastPosition + 1,
        "positions \(lastPosition + 1)–\(last) were sealed and are missing")
    }
    report.seals = rows.count
    report.anchor = rows.isEmpty ? "" : Digest.hex(previous)
  }
}

/// The number after this one. Saturates, for a tampered store may hold any number.
func successor(_ number: Int64) -> Int64 { number == .max ? number : number + 1 }

extension Problem.Kind {
  public static let verificationStopped = Problem.Kind(
    "journal.verification-stopped", status: 503, zh: "核验没有做完：时间太长，或程序正在停止。",
    en: "The verification was stopped: it took too long, or the program is ending.")
}
