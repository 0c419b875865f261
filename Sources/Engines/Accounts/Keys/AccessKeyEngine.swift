public import Journal
public import Kernel
public import Store

/// The engine of access keys: which there are, and which were revoked.
public struct AccessKeyEngine: Engine {
  public static let kind = "access-key"

  public let jurisdiction: Int64
  /// Codes of the posts that there are.
  let posts: Set<String>

  public init(_ jurisdiction: Int64, posts: Set<String>) {
    self.jurisdiction = jurisdiction
    self.posts = posts
  }

  public func apply(
    _ happening: AccessKeyEvent, at: Instant, to state: AccessKey?
  ) throws -> AccessKey {
    switch (happening, state) {
    case (.made(let holder, let label), _):
      return AccessKey(holder: holder, label: label, madeAt: at, revokedAt: nil)
    case (.revoked, var key?):
      key.revokedAt = at
      return key
    case (.revoked, nil):
      throw Problem(.accountEventUnreadable, ["event": happening.event.name, "member": "made"])
    }
  }

  public func load(_ id: Int64, _ reader: any Reading) throws -> AccessKey? {
    try reader.row(
      """
      SELECT account, post, label, made, revoked FROM access_key
      WHERE jurisdiction = ? AND id = ?
      """, [.integer(jurisdiction), .integer(id)]
    ).map { row in
      AccessKey(
        holder: row.integerIfPresent(0).map(AccessKey.Holder.account) ?? .post(row.text(1)),
        label: row.text(2), madeAt: Instant(milliseconds: row.integer(3)),
        revokedAt: row.integerIfPresent(4).map(Instant.init(milliseconds:)))
    }
  }

  public func save(
    _ id: Int64, before: AccessKey?, after: AccessKey, _ writer: any Writing
  ) throws {
    if before == after { return }
    guard before == nil else {
      try writer.run(
        "UPDATE access_key SET revoked = ? WHERE jurisdiction = ? AND id = ?",
        [SQLValue(after.revokedAt?.milliseconds), .integer(jurisdiction), .integer(id)])
      return
    }
    var holder: (account: SQLValue, post: SQLValue) = (.null, .null)
    switch after.holder {
    case .account(let account): holder.account = .integer(account)
    case .post(let post): holder.post = .text(post)
    }
    try writer.run(
      """
      INSERT INTO access_key (jurisdiction, id, account, post, label, made, revoked)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(jurisdiction), .integer(id), holder.account, holder.post, .text(after.label),
        .integer(after.madeAt.milliseconds), SQLValue(after.revokedAt?.milliseconds),
      ])
  }

  public func record(
    _ happening: AccessKeyEvent, _ stamp: EventStamp, before: AccessKey?, after: AccessKey,
    _ writer: any Writing
  ) throws {}

  public func effects(
    of happening: AccessKeyEvent, id: Int64, after: AccessKey, at: Instant
  ) -> [Effect] { [] }

  public var projections: [ProjectionTable] {
    [ProjectionTable("access_key", key: "jurisdiction, id")]
  }
}
