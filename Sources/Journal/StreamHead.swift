import Kernel
import Store

/// Where a stream stands: its newest version and that event's hash.
struct StreamHead {
  let kind: String
  let version: Int64
  let hash: [UInt8]

  init?(_ id: Int64, _ jurisdiction: Int64, _ reader: any Reading) throws {
    guard
      let row = try reader.row(
        "SELECT kind, version, head FROM stream WHERE jurisdiction = ? AND subject = ?",
        [.integer(jurisdiction), .integer(id)])
    else { return nil }
    kind = row.text(0)
    version = row.integer(1)
    hash = row.blob(2)
  }

  static func save(
    _ stream: StreamName, _ jurisdiction: Int64, version: Int64, hash: [UInt8], isNew: Bool,
    _ writer: any Writing
  ) throws {
    if isNew {
      try writer.run(
        """
        INSERT INTO stream (jurisdiction, subject, kind, version, head) VALUES (?, ?, ?, ?, ?)
        """,
        [
          .integer(jurisdiction), .integer(stream.id), .text(stream.kind), .integer(version),
          .blob(hash),
        ])
    } else {
      try writer.run(
        "UPDATE stream SET version = ?, head = ? WHERE jurisdiction = ? AND subject = ?",
        [.integer(version), .blob(hash), .integer(jurisdiction), .integer(stream.id)])
    }
  }
}

extension EventDraft {
  func insert(hash: [UInt8], _ writer: any Writing) throws {
    try writer.run(
      """
      INSERT INTO event (position, jurisdiction, subject, version, kind, name, at, recorded, actor,
        action, pack, body, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(position), .integer(jurisdiction), .integer(stream.id), .integer(version),
        .text(stream.kind), .text(name), .integer(at.milliseconds),
        .integer(recorded.milliseconds), .text(actor), .text(action), .text(pack),
        .text(bodyText), .blob(hash),
      ])
  }
}
