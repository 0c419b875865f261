import Cryptography
import Kernel
import Testing

@testable import Webhooks

@Suite struct SignatureTests {
  /// The vector of the reference libraries (standardwebhooks.com, secret
  /// `whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw`).
  @Test func `the signature is that of the published vector`() {
    let secret: [UInt8] = [
      0x31, 0xF2, 0x90, 0xF6, 0xBF, 0x06, 0x29, 0x8A, 0xAB, 0x4F, 0x08, 0xD4, 0x3C, 0x3F, 0x08,
      0x2C, 0xF6, 0x48, 0xA3, 0x62, 0xDA, 0x2D, 0xA4, 0xB0,
    ]
    #expect(WebhookSignature.text(ofSecret: secret) == "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    let signature = WebhookSignature.sign(
      Array(#"{"test": 2432232314}"#.utf8), id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
      timestamp: 1_614_265_330, secret: secret)
    #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  /// Made once with PyPI's standardwebhooks 1.0.
  @Test func `a body in Chinese is signed as another library signs it`() {
    let signature = WebhookSignature.sign(
      Array(#"{"标题":"路灯"}"#.utf8), id: "990000-7", timestamp: 1_780_000_000,
      secret: Array(0..<32))
    #expect(signature == "v1,fjeAn4EbUtjHI4cvoSBOTj9BVCR0jGQjiEaaOYJJhwU=")
  }

  @Test func `one signature stands for each secret`() {
    let headers = WebhookSignature.headers(
      [1, 2, 3], id: "a-1", at: Instant(milliseconds: 1_780_000_000_999), secrets: [[1], [2]])
    #expect(headers.map(\.name) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
    #expect(headers[1].value == "1780000000")
    let both = headers[2].value.split(separator: " ").map(String.init)
    #expect(
      both
        == [[1], [2]].map {
          WebhookSignature.sign([1, 2, 3], id: "a-1", timestamp: 1_780_000_000, secret: $0)
        })
  }

  /// RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func `base 64 is that of the standard`(text: String, expected: String) {
    #expect(base64(Array(text.utf8)) == expected)
  }
}
