import CCrypto

/// SHA-256 over bytes that come piece by piece, such as those of a large file.
///
/// A memory-owning object for one task at a time.
// Safe because its owner is one reader's loop, and the pointer leaves this object for the length of
// a call only.
public final class DigestStream: @unchecked Sendable {
  private let context: OpaquePointer?

  public init() {
    context = EVP_MD_CTX_new()
    let begun = EVP_DigestInit_ex(context, EVP_sha256(), nil)
    precondition(context != nil && begun == 1, "libcrypto has no SHA-256")
  }

  deinit { EVP_MD_CTX_free(context) }

  public func add(_ bytes: [UInt8]) {
    let done = bytes.withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
    precondition(done == 1)
  }

  /// The digest of everything so far; nothing may be added afterwards.
  public func finish() -> [UInt8] {
    var result = Digest.zero
    let done = result.withUnsafeMutableBufferPointer {
      EVP_DigestFinal_ex(context, $0.baseAddress, nil)
    }
    precondition(done == 1)
    return result
  }
}
