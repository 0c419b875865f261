public import Kernel
public import Photographs
public import Store

/// The photographs of a city, each kept once under its digest. Their bytes are no part of the
/// journal: they can be taken away while what happened stays.
public struct PhotographShelf: Sendable {
  private let jurisdiction: Int64

  public init(jurisdiction: Int64) { self.jurisdiction = jurisdiction }

  public static let migrations: [Migration] = [
    Migration(
      "photographs", 1,
      [
        """
        CREATE TABLE photograph (
          jurisdiction INTEGER NOT NULL,
          digest TEXT NOT NULL CHECK (length(digest) = 64),
          media_type TEXT NOT NULL,
          width INTEGER NOT NULL CHECK (width > 0),
          height INTEGER NOT NULL CHECK (height > 0),
          kept INTEGER NOT NULL,
          bytes {bytes} NOT NULL,
          PRIMARY KEY (jurisdiction, digest)
        ) {strict}
        """
      ]),
    Migration(
      "photographs", 2,
      [
        """
        ALTER TABLE photograph ADD COLUMN attached INTEGER NOT NULL DEFAULT 1
        CHECK (attached IN (0, 1))
        """,
        """
        CREATE INDEX photograph_loose ON photograph (jurisdiction, kept) WHERE attached = 0
        """,
      ]),
  ]

  /// Milliseconds for which a photograph may wait to be attached to something.
  public static let waitMilliseconds = Instant.millisecondsPerDay
  /// Most photographs that one sweep takes away.
  private static let sweepMax: Int64 = 500

  /// Keeps a photograph, so that it can be attached. Answers its digest.
  public func keep(_ photograph: Photograph, at now: Instant, _ writer: any Writing) throws
    -> String
  {
    try writer.run(
      """
      INSERT INTO photograph
        (jurisdiction, digest, media_type, width, height, kept, bytes, attached)
      VALUES (?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT (jurisdiction, digest) DO UPDATE
      SET kept = excluded.kept
      """,
      [
        .integer(jurisdiction), .text(photograph.digest), .text(photograph.kind.mediaType),
        .integer(Int64(photograph.width)), .integer(Int64(photograph.height)),
        .integer(now.milliseconds), .blob(photograph.bytes),
      ])
    return photograph.digest
  }

  /// Notes that something shows a photograph, so that no sweep takes it away.
  func attach(_ digest: String, _ writer: any Writing) throws {
    try writer.run(
      "UPDATE photograph SET attached = 1 WHERE jurisdiction = ? AND digest = ? AND attached = 0",
      [.integer(jurisdiction), .text(digest)])
  }

  /// Takes away photographs that were sent and never attached: a form that nobody finished, an
  /// attachment that was refused. Answers how many.
  @discardableResult
  public func sweep(at now: Instant, _ writer: any Writing) throws -> Int {
    let loose = try writer.rows(
      """
      SELECT digest FROM photograph WHERE jurisdiction = ? AND attached = 0 AND kept < ?
      ORDER BY kept LIMIT ?
      """,
      [
        .integer(jurisdiction), .integer(now.milliseconds - PhotographShelf.waitMilliseconds),
        .integer(PhotographShelf.sweepMax),
      ]
    ).map { $0.text(0) }
    for digest in loose {
      try writer.run(
        "DELETE FROM photograph WHERE jurisdiction = ? AND digest = ? AND attached = 0",
        [.integer(jurisdiction), .text(digest)])
    }
    return loose.count
  }

  /// The bytes under a digest; nil where there are none.
  public func bytes(_ digest: String, _ reader: any Reading) throws -> [UInt8]? {
    try reader.row(
      "SELECT bytes FROM photograph WHERE jurisdiction = ? AND digest = ?",
      [.integer(jurisdiction), .text(digest)])?.blob(0)
  }

  /// The bytes under a digest with their media type; nil where there are none.
  public func picture(
    _ digest: String, _ reader: any Reading
  ) throws -> (bytes: [UInt8], mediaType: String)? {
    try reader.row(
      "SELECT bytes, media_type FROM photograph WHERE jurisdiction = ? AND digest = ?",
      [.integer(jurisdiction), .text(digest)]
    ).map { ($0.blob(0), $0.text(1)) }
  }

  /// How many photographs wait to be attached, counted no further than asked for.
  public func waiting(atMost most: Int64, _ reader: any Reading) throws -> Int64 {
    try reader.row(
      """
      SELECT count(*) FROM (
        SELECT 1 FROM photograph WHERE jurisdiction = ? AND attached = 0 LIMIT ?) AS loose
      """, [.integer(jurisdiction), .integer(most)])?.integer(0) ?? 0
  }
}
