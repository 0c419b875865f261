public import Kernel

/// A request as operations see it: read by the server, checked against the declaration.
public struct APIRequest: Sendable {
  /// The values of the path's variables, decoded.
  public let path: [String: String]
  /// The values of the query, decoded, each name once.
  public var query: [String: String]
  /// The headers by their lower-case names.
  public let headers: [String: String]
  /// The body as JSON; nil where the operation takes none.
  public let body: JSON?
  /// The body as it came; nil where the operation takes no file.
  public let bytes: [UInt8]?
  /// Who asks; nil for nobody signed in.
  public let actor: Actor?
  public let language: Language
  public let now: Instant

  public init(
    path: [String: String] = [:], query: [String: String] = [:], headers: [String: String] = [:],
    body: JSON? = nil, bytes: [UInt8]? = nil, actor: Actor?, language: Language, now: Instant
  ) {
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.bytes = bytes
    self.actor = actor
    self.language = language
    self.now = now
  }

  /// Who asks.
  /// - Throws: `request.not-signed-in` for nobody.
  public func signedIn() throws(Problem) -> Actor {
    guard let actor else { throw Problem(.notSignedIn) }
    return actor
  }

  /// Who asks, with a right to read.
  public func reader(_ permission: Permission) throws(Problem) -> Actor {
    let actor = try signedIn()
    guard actor.holds(permission) else {
      throw Problem(.forbidden, ["permission": permission.code])
    }
    return actor
  }
}

/// An answer of an operation.
public struct APIAnswer: Sendable {
  public var status: Int
  public var headers: [String: String]
  public var body: Body

  /// What an answer carries.
  public enum Body: Sendable {
    case none
    case json(JSON)
    case text(String, type: String)
    case bytes([UInt8], type: String)
    /// Parts that are asked for one after the other until nil, so that long answers take no memory.
    case parts(type: String, next: @Sendable () async throws -> String?)
  }

  public init(_ status: Int = 200, headers: [String: String] = [:], _ body: Body) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  public static func json(_ json: JSON, status: Int = 200, etag: String? = nil) -> APIAnswer {
    APIAnswer(status, headers: etag.map { ["etag": "\"\($0)\""] } ?? [:], .json(json))
  }
}

extension Problem.Kind {
  public static let notSignedIn = Problem.Kind(
    "request.not-signed-in", status: 401, zh: "请先登录，或在请求中带上访问密钥。",
    en: "Sign in first, or send an access key with the request.")
  public static let methodNotAllowed = Problem.Kind(
    "request.method-not-allowed", status: 405, zh: "此地址不接受{method}，可用：{allowed}。",
    en: "This address does not take {method}; it takes {allowed}.")
  public static let preconditionFailed = Problem.Kind(
    "request.precondition-failed", status: 412,
    zh: "这条记录已被别人更改(您看到的是第{expected}版，现在是第{found}版)，请重新读取。",
    en:
      "Somebody changed this record (you saw version {expected}, it is at {found}); read it again."
  )
  public static let bodyTooLarge = Problem.Kind(
    "request.body-too-large", status: 413, zh: "请求正文最多{most}字节。",
    en: "The body may have at most {most} bytes.")
  public static let headersTooLarge = Problem.Kind(
    "request.headers-too-large", status: 431, zh: "网址和请求头合计最多{most}字节。",
    en: "The address and the headers may have at most {most} bytes together.")
  public static let mediaType = Problem.Kind(
    "request.media-type", status: 415, zh: "请求正文应为{expected}，收到的是“{found}”。",
    en: "The body must be {expected}; “{found}” was sent.")
  public static let bodyInvalid = Problem.Kind(
    "request.body-invalid", status: 400, zh: "请求正文不是有效的JSON：{reason}",
    en: "The body is not valid JSON: {reason}")
  public static let headerInvalid = Problem.Kind(
    "request.header-invalid", status: 400, zh: "请求头“{name}”应为{expected}。",
    en: "The header “{name}” must be {expected}.")
  public static let tooManyRequests = Problem.Kind(
    "request.too-many", status: 429, zh: "请求太频繁，请在{seconds}秒后再试。",
    en: "Too many requests; try again in {seconds} seconds.")
}
