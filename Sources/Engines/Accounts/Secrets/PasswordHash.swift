public import Cryptography

/// A password as it is kept: scrypt with its cost and salt, in the PHC string form.
public struct PasswordHash: Sendable, Hashable {
  /// The cost of new hashes.
  public static let cost = Scrypt(logN: 15, blockSize: 8, parallelism: 1)
  /// Bytes of the salt.
  public static let saltLength = 16
  /// Bytes of the key.
  public static let keyLength = 32

  public let cost: Scrypt
  let salt: [UInt8]
  let key: [UInt8]

  /// Hashes a password; takes a tenth of a second and 32 MiB.
  /// - Returns: nil where there is no memory.
  public init?(_ password: String, salt: [UInt8], cost: Scrypt = PasswordHash.cost) {
    guard
      let key = cost.key(Array(password.utf8), salt: salt, length: PasswordHash.keyLength)
    else { return nil }
    (self.cost, self.salt, self.key) = (cost, salt, key)
  }

  /// Reads `$scrypt$ln=15,r=8,p=1$SALT$KEY`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
      let salt = Base64.bytes(parts[3]), let key = Base64.bytes(parts[4]),
      (8...64).contains(salt.count), (16...64).contains(key.count)
    else { return nil }
    let values = parts[2].split(separator: ",").map { $0.split(separator: "=") }
    guard values.count == 3, values.allSatisfy({ $0.count == 2 }),
      values.map({ $0[0] }) == ["ln", "r", "p"],
      let logN = Int(values[0][1]), let block = Int(values[1][1]), let lanes = Int(values[2][1])
    else { return nil }
    cost = Scrypt(logN: logN, blockSize: block, parallelism: lanes)
    guard cost.isAffordable else { return nil }
    (self.salt, self.key) = (salt, key)
  }

  /// As it is kept.
  public var text: String {
    "$scrypt$ln=\(cost.logN),r=\(cost.blockSize),p=\(cost.parallelism)"
      + "$\(Base64.text(salt))$\(Base64.text(key))"
  }

  /// Whether a password is the one; takes as long as hashing it.
  public func isOf(_ password: String) -> Bool {
    guard let key = cost.key(Array(password.utf8), salt: salt, length: key.count) else {
      return false
    }
    return Digest.isSame(key, self.key)
  }

  /// Takes as long as a hash that is there, and is of no password.
  public static let nobody = PasswordHash(
    cost: cost, salt: [UInt8](repeating: 0, count: saltLength),
    key: [UInt8](repeating: 0, count: keyLength))

  private init(cost: Scrypt, salt: [UInt8], key: [UInt8]) {
    (self.cost, self.salt, self.key) = (cost, salt, key)
  }
}
