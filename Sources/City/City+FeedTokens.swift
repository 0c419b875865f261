import Cryptography
import Kernel
import Pack
import Store

/// Secret addresses for programs that cannot sign in, such as calendars.
extension City {
  /// The word in the secret address of whoever signs in with a secret. It follows from the secret
  /// and leads back to it for nobody.
  public func feedToken(of signIn: String) async throws -> String {
    City.feedToken(of: signIn, try await feedKey())
  }

  /// Which of some sign-ins a word in an address belongs to; nil for none.
  public func signIn(
    ofFeedToken token: String, among signIns: some Sequence<String> & Sendable
  ) async throws -> String? {
    let key = try await feedKey()
    let given = Array(token.utf8)
    // All are compared, so that the time tells nothing.
    return signIns.reduce(nil as String?) { found, signIn in
      City.isSame(given, Array(City.feedToken(of: signIn, key).utf8)) ? signIn : found
    }
  }

  private static func feedToken(of signIn: String, _ key: [UInt8]) -> String {
    Digest.hex(Digest.hmac(Array("feed/\(signIn)".utf8), key: key))
  }

  private func feedKey() async throws -> [UInt8] {
    let jurisdiction = pack.jurisdiction
    let row = try await store.read {
      try $0.row(
        "SELECT secret FROM city_secret WHERE jurisdiction = ?", [.integer(jurisdiction)])
    }
    guard let secret = row?.blob(0) else {
      throw Problem(.notFound, ["what": "secret", "name": String(jurisdiction)])
    }
    return secret
  }
}
