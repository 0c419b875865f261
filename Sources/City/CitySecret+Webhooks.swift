import Cryptography
import Kernel
import Store

extension CitySecret {
  /// The signing secret of a subscription: 32 bytes that stand nowhere, and that no other secret
  /// or rotation gives away.
  static func webhook(
    _ id: Int64, rotation: Int64, _ jurisdiction: Int64, _ reader: any Reading
  ) throws -> [UInt8] {
    let row = try reader.row(
      "SELECT secret FROM city_secret WHERE jurisdiction = ?", [.integer(jurisdiction)])
    guard let secret = row?.blob(0) else {
      throw Problem(.notFound, ["what": "secret", "name": String(jurisdiction)])
    }
    return Digest.hmac(Array("webhook/\(id)/\(rotation)".utf8), key: secret)
  }
}
