import HTTPTypes
import Hummingbird

/// Headers that every answer carries, unless its maker has set them otherwise.
enum SecurityHeaders {
  static func add(to response: inout Response) {
    for (name, value) in standard where response.headers[name] == nil {
      response.headers[name] = value
    }
  }

  private static let standard: [(HTTPField.Name, String)] = [
    (.xContentTypeOptions, "nosniff"),
    (.contentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'"),
    (.cacheControl, "no-store"), (.referrerPolicy, "same-origin"), (.xFrameOptions, "DENY"),
    (.openerPolicy, "same-origin"),
    (.permissionsPolicy, "camera=(), geolocation=(), microphone=()"),
  ]
}
