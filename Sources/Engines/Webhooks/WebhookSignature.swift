import Cryptography
import Kernel

/// Signatures in the way of Standard Webhooks (standardwebhooks.com, version 1.0.0).
public enum WebhookSignature {
  /// How long the secret before the last change signs too.
  public static let overlapMilliseconds = Instant.millisecondsPerDay

  /// `whsec_` and the secret in base 64, as receivers' libraries take it.
  public static func text(ofSecret secret: [UInt8]) -> String { "whsec_" + base64(secret) }

  /// `v1,…`: the HMAC-SHA-256 of `id.timestamp.body`, in base 64.
  /// - Parameter timestamp: seconds since 1970.
  public static func sign(
    _ body: [UInt8], id: String, timestamp: Int64, secret: [UInt8]
  ) -> String {
    "v1," + base64(Digest.hmac(Array("\(id).\(timestamp).".utf8) + body, key: secret))
  }

  /// The three headers of a message, signed with each of the secrets.
  static func headers(
    _ body: [UInt8], id: String, at now: Instant, secrets: [[UInt8]]
  ) -> [(name: String, value: String)] {
    let timestamp = now.milliseconds.floorDivided(by: 1000)
    let signatures = secrets.map { sign(body, id: id, timestamp: timestamp, secret: $0) }
    return [
      ("webhook-id", id), ("webhook-timestamp", String(timestamp)),
      ("webhook-signature", signatures.joined(separator: " ")),
    ]
  }
}

/// RFC 4648 base 64 with padding.
func base64(_ bytes: [UInt8]) -> String {
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var text: [UInt8] = []
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let part = bytes[start..<min(start + 3, bytes.count)]
    let bits = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
    for place in 0..<4 {
      let isPadding = place > part.count
      text.append(isPadding ? UInt8(ascii: "=") : letters[bits >> (18 - 6 * place) & 63])
    }
  }
  return String(decoding: text, as: UTF8.self)
}
