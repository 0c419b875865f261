/// One message on its way out.
public struct WebhookPost: Sendable {
  public let url: String
  public let headers: [(name: String, value: String)]
  public let body: [UInt8]

  public init(url: String, headers: [(name: String, value: String)], body: [UInt8]) {
    self.url = url
    self.headers = headers
    self.body = body
  }
}

/// What became of a message.
public struct WebhookAnswer: Sendable, Hashable {
  /// The receiver's status; 0 where there was no answer.
  public let status: Int
  /// Seconds that the receiver asked to wait.
  public let retryAfter: Int64?
  /// How long it took.
  public let milliseconds: Int64
  /// Why there was no answer; empty where there was.
  public let failure: String

  public init(
    status: Int, retryAfter: Int64? = nil, milliseconds: Int64 = 0, failure: String = ""
  ) {
    self.status = status
    self.retryAfter = retryAfter
    self.milliseconds = milliseconds
    self.failure = failure
  }

  /// Only 2xx says that the receiver has it; redirects are not followed.
  var isTaken: Bool { (200...299).contains(status) }
  /// The receiver wants nothing more, ever.
  var isGone: Bool { status == 410 }

  /// Why it did not succeed, for people.
  var words: String {
    if isTaken { return "" }
    let text = status == 0 ? failure : "HTTP \(status)" + (failure.isEmpty ? "" : ": " + failure)
    return String(text.prefix(WebhookLimits.reasonMax))
  }
}

/// The way out of the house. It looks at where a name leads when it connects.
public protocol WebhookSender: Sendable {
  func send(_ post: WebhookPost) async -> WebhookAnswer
}
