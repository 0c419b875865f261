import HTTPTypes
import Hummingbird

/// Headers that every answer carries, unless its maker has set them otherwise.
enum SecurityHeaders {
  /// - Parameter isSecure: whether the site is seen over https only.
  static func add(to response: inout Response, isSecure: Bool) {
    if isSecure { response.headers[.strictTransportSecurity] = strictTransport }
    for (name, value) in standard where response.headers[name] == nil {
      response.headers[name] = value
    }
  }

  /// A year, as browsers remember it.
  private static let strictTransport = "max-age=31536000"

  /// What a page may load: our own files and nothing else. Nothing stands inline, neither script
  /// nor style.
  static let pagePolicy = [
    "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'",
    "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
  ].joined(separator: "; ")

  private static let standard: [(HTTPField.Name, String)] = [
    (.xContentTypeOptions, "nosniff"),
    (.contentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'"),
    (.cacheControl, "no-store"), (.referrerPolicy, "same-origin"), (.xFrameOptions, "DENY"),
    (.openerPolicy, "same-origin"),
    (.permissionsPolicy, "camera=(), geolocation=(), microphone=()"),
  ]
}
