import CCrypto

/// SHA-256 through the system's libcrypto.
public struct Digest: Sendable {
  /// Bytes of a digest.
  public static let length = 32

  /// What stands before the first event of a stream and before the first seal.
  public static let zero = [UInt8](repeating: 0, count: length)

  /// The SHA-256 of the bytes (FIPS 180-4).
  public static func sha256(_ bytes: [UInt8]) -> [UInt8] {
    var result = zero
    var count: UInt32 = 0
    let done = bytes.withUnsafeBytes { source in
      result.withUnsafeMutableBufferPointer { target in
        EVP_Digest(
          source.baseAddress, source.count, target.baseAddress, &count, algorithm.pointer, nil)
      }
    }
    precondition(done == 1 && count == 32, "libcrypto has no SHA-256")
    return result
  }

  /// The HMAC-SHA-256 of a message under a key (RFC 2104).
  public static func hmac(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    let block = 64
    let short = key.count > block ? sha256(key) : key
    let padded = short + [UInt8](repeating: 0, count: block - short.count)
    let inner = sha256(padded.map { $0 ^ 0x36 } + message)
    return sha256(padded.map { $0 ^ 0x5C } + inner)
  }

  /// Lower-case hexadecimal, for people.
  public static func hex(_ bytes: [UInt8]) -> String {
    let letters = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [letters[Int($0 >> 4)], letters[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static let algorithm = Algorithm()
}

/// The algorithm's implementation, looked up once: looking it up for each digest costs more than
/// the digest.
///
/// Safe because libcrypto's method objects are immutable after they are fetched and may be shared
/// by threads.
// Safe because of the sentence above.
private final class Algorithm: @unchecked Sendable {
  let pointer: OpaquePointer?

  init() {
    pointer = EVP_MD_fetch(nil, "SHA256", nil)
  }
}
