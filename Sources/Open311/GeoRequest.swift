public import Kernel

/// A request as it came in, below `/open311`.
public struct GeoRequest: Sendable {
  /// The verbs that are understood.
  public enum Method: String, Sendable, CaseIterable {
    case get = "GET"
    case post = "POST"
  }

  public let method: Method
  /// Still percent-encoded, with its leading slash: `/open311/v2/services.xml`.
  public let path: String
  /// Still percent-encoded, without the question mark.
  public let query: String
  /// The media type of the body without parameters, in lower case; empty for none.
  public let mediaType: String
  public let body: [UInt8]
  /// Where the server is seen from outside, without a slash at the end: `https://city.example`.
  public let origin: String
  public let language: Language
  public let now: Instant

  public init(
    _ method: Method, _ path: String, query: String = "", mediaType: String = "",
    body: [UInt8] = [], origin: String, language: Language, now: Instant
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.mediaType = mediaType
    self.body = body
    self.origin = origin
    self.language = language
    self.now = now
  }

  /// Reads the body of a form.
  func form() throws(GeoRefusal) -> FormFields {
    guard mediaType == "application/x-www-form-urlencoded" else {
      throw GeoRefusal([
        .invalid(
          "Content-Type", Text("application/x-www-form-urlencoded"), mediaType)
      ])
    }
    return try FormFields(body)
  }
}

/// The answer to a request.
public struct GeoAnswer: Sendable, Hashable {
  public let status: Int
  /// With its character set.
  public let mediaType: String
  public let text: String
  /// The verbs that the address takes, where another one was tried.
  public let allowed: [GeoRequest.Method]

  init(
    _ document: GeoDocument, _ format: GeoFormat, status: Int = 200,
    allowed: [GeoRequest.Method] = []
  ) {
    self.status = status
    self.allowed = allowed
    mediaType = format.mediaType
    text = document.text(format)
  }
}
