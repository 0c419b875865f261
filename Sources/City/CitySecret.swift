import Cryptography
import Kernel
import Store

/// The secret of a store, from which every matter's code is derived: a code is never written down
/// and cannot be guessed from another one.
enum CitySecret {
  /// Bytes of the secret.
  static let length = 32
  /// Letters of a code: five bits each, forty in all. Guesses are counted at the edge.
  static let codeLength = 8

  static let migrations: [Migration] = [
    Migration(
      "secrets", 1,
      [
        """
        CREATE TABLE city_secret (
          jurisdiction INTEGER NOT NULL PRIMARY KEY,
          secret {bytes} NOT NULL CHECK (length(secret) = 32)
        ) {strict}
        """,
        """
        CREATE TABLE calendar_in_force (
          jurisdiction INTEGER NOT NULL PRIMARY KEY,
          digest TEXT NOT NULL
        ) {strict}
        """,
      ])
  ]

  /// Keeps the first secret that a store is given.
  static func keep(_ secret: [UInt8], _ jurisdiction: Int64, _ store: any Store) async throws {
    try await store.write {
      try $0.run(
        """
        INSERT INTO city_secret (jurisdiction, secret) VALUES (?, ?)
        ON CONFLICT (jurisdiction) DO NOTHING
        """, [.integer(jurisdiction), .blob(secret)])
    }
  }

  /// The secret itself: what is derived from it names what it is for.
  static func secret(_ jurisdiction: Int64, _ reader: any Reading) throws -> [UInt8] {
    let row = try reader.row(
      "SELECT secret FROM city_secret WHERE jurisdiction = ?", [.integer(jurisdiction)])
    guard let secret = row?.blob(0) else {
      throw Problem(.notFound, ["what": "secret", "name": String(jurisdiction)])
    }
    return secret
  }

  /// The code of a matter: letters and digits that are not taken for one another.
  static func code(of id: Int64, _ jurisdiction: Int64, _ reader: any Reading) throws -> String {
    let bytes = Digest.hmac(
      Array("matter/\(id)".utf8), key: try secret(jurisdiction, reader))
    let letters = Array("23456789ABCDEFGHJKMNPQRSTUVWXYZ1".utf8)
    return String(
      decoding: bytes.prefix(codeLength).map { letters[Int($0 & 31)] }, as: UTF8.self)
  }
}
