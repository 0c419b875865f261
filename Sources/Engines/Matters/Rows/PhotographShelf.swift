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
          bytes BLOB NOT NULL,
          PRIMARY KEY (jurisdiction, digest)
        ) {strict}
        """
      ])
  ]

  /// Keeps a photograph, so that it can be attached. Answers its digest.
  public func keep(_ photograph: Photograph, at now: Instant, _ writer: any Writing) throws
    -> String
  {
    try writer.run(
      """
      INSERT INTO photograph (jurisdiction, digest, media_type, width, height, kept, bytes)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (jurisdiction, digest) DO NOTHING
      """,
      [
        .integer(jurisdiction), .text(photograph.digest), .text(photograph.kind.mediaType),
        .integer(Int64(photograph.width)), .integer(Int64(photograph.height)),
        .integer(now.milliseconds), .blob(photograph.bytes),
      ])
    return photograph.digest
  }

  /// The bytes under a digest; nil where there are none.
  public func bytes(_ digest: String, _ reader: any Reading) throws -> [UInt8]? {
    try reader.row(
      "SELECT bytes FROM photograph WHERE jurisdiction = ? AND digest = ?",
      [.integer(jurisdiction), .text(digest)])?.blob(0)
  }
}
