import CWebPost
public import Webhooks

/// Sends webhooks through the system's libcurl.
public struct CurlSender: WebhookSender {
  /// How long a receiver may take to be reached, and for everything.
  static let connectMilliseconds = 5_000
  public static let totalMilliseconds = 15_000
  /// Bytes of an answer that are read.
  static let answerMax = 64 << 10

  private let policy: WebhookPolicy
  private let lanes: Lanes
  private let authorities: String?
  private let totalMilliseconds: Int
  private let clock: @Sendable () -> Int64

  /// - Parameters:
  ///   - authorities: a file of certificates in place of the system's.
  ///   - totalMilliseconds: how long one message may take.
  ///   - clock: milliseconds of any clock, to tell how long a message took.
  public init(
    _ policy: WebhookPolicy, lanes: Lanes = Lanes(WebhookCourier.parallelMax),
    authorities: String? = nil, totalMilliseconds: Int = CurlSender.totalMilliseconds,
    clock: @escaping @Sendable () -> Int64
  ) {
    self.policy = policy
    self.lanes = lanes
    self.authorities = authorities
    self.totalMilliseconds = totalMilliseconds
    self.clock = clock
  }

  public func send(_ post: WebhookPost) async -> WebhookAnswer {
    await lanes.run { perform(post) }
  }

  private func perform(_ post: WebhookPost) -> WebhookAnswer {
    // An empty `Expect` keeps curl from asking first whether it may send.
    let lines = post.headers.map { "\($0.name): \($0.value)" } + ["expect:", "user-agent: baodao"]
    var answer = baodao_web_answer()
    let begun = clock()
    withTexts(lines) { headers in
      post.url.withCString { url in
        post.body.withUnsafeBufferPointer { body in
          withOptionalText(authorities) { authorities in
            var request = baodao_web_post()
            request.url = url
            request.headers = headers.baseAddress
            request.count = headers.count
            request.body = body.baseAddress
            request.length = body.count
            request.allows_plain = policy.allowsPlain ? 1 : 0
            request.connect_milliseconds = min(
              CurlSender.connectMilliseconds, totalMilliseconds)
            request.total_milliseconds = totalMilliseconds
            request.answer_max = CurlSender.answerMax
            request.authorities = authorities
            request.check = policy.allowsPrivate ? allowEvery : allowPublic
            baodao_web_post(&request, &answer)
          }
        }
      }
    }
    let failure = withUnsafeBytes(of: &answer.failure) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    return WebhookAnswer(
      status: answer.status, retryAfter: answer.retry_after < 0 ? nil : answer.retry_after,
      milliseconds: max(0, clock() - begun), failure: failure)
  }
}

private let allowPublic: baodao_address_check = { bytes, count, _ in
  AddressRule.isPublic(Array(UnsafeBufferPointer(start: bytes, count: count))) ? 1 : 0
}

private let allowEvery: baodao_address_check = { _, _, _ in 1 }

/// Lends texts to C for the length of a call.
private func withTexts(
  _ texts: [String], _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Void
) {
  var bytes: [CChar] = []
  var starts: [Int] = []
  for text in texts {
    starts.append(bytes.count)
    bytes += text.utf8CString
  }
  bytes.withUnsafeBufferPointer { buffer in
    let pointers = starts.map { start in buffer.baseAddress.map { $0 + start } }
    pointers.withUnsafeBufferPointer(body)
  }
}

private func withOptionalText(_ text: String?, _ body: (UnsafePointer<CChar>?) -> Void) {
  if let text { text.withCString { body($0) } } else { body(nil) }
}
