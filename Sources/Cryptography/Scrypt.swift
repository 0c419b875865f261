import CCrypto

/// The password hash scrypt (RFC 7914) through the system's libcrypto, at one cost.
public struct Scrypt: Hashable, Sendable {
  /// Binary logarithm of the cost in time and memory.
  public let logN: Int
  /// Size of a block, in 128 bytes.
  public let blockSize: Int
  public let parallelism: Int

  public init(logN: Int, blockSize: Int, parallelism: Int) {
    self.logN = logN
    self.blockSize = blockSize
    self.parallelism = parallelism
  }

  /// Most that a hash which was read from somewhere may ask for: 256 MiB.
  public var isAffordable: Bool {
    (1...18).contains(logN) && (1...8).contains(blockSize) && (1...16).contains(parallelism)
  }

  /// The key of a password; nil where libcrypto refuses the cost or finds no memory.
  /// - Parameter length: bytes of the key.
  public func key(_ password: [UInt8], salt: [UInt8], length: Int) -> [UInt8]? {
    var key = [UInt8](repeating: 0, count: length)
    let (cost, block, lanes) = (UInt64(1) << UInt64(logN), UInt64(blockSize), UInt64(parallelism))
    // What the algorithm needs (RFC 7914, section 2) and some room.
    let memoryMax = 128 * block * (cost + lanes + 2) + 65_536
    let done = password.withUnsafeBytes { password in
      salt.withUnsafeBufferPointer { salt in
        key.withUnsafeMutableBufferPointer { key in
          EVP_PBE_scrypt(
            password.baseAddress?.assumingMemoryBound(to: CChar.self), password.count,
            salt.baseAddress, salt.count, cost, block, lanes, memoryMax, key.baseAddress, key.count)
        }
      }
    }
    return done == 1 ? key : nil
  }
}
