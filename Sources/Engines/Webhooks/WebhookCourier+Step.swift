import Journal
import Kernel
import Store

/// One message of one subscription.
extension WebhookCourier {
  /// How a step went.
  enum Step: Equatable {
    /// The receiver has it, or it was given up: the next one follows.
    case taken
    /// It waits, or the subscription stopped.
    case refused
    /// There was nothing to send.
    case nothing
  }

  /// What is to be sent next, and where the cursor stands before it.
  struct Errand: Sendable {
    var cursor: WebhookCursor
    var message: Message?
    /// Whether all dead letters are to be sent again.
    var resends = false
    /// A dead letter that the owner may not be told of any more.
    var exhumed: Int64?
    /// Whether there is more to look through though nothing was found yet.
    var isUnfinished = false
  }

  /// A message ready to be signed.
  struct Message: Sendable {
    let position: Int64
    let event: String
    let url: String
    let cloudEvent: CloudEvent
    let secrets: [[UInt8]]
    /// Whether it is a dead letter that is sent again.
    let isDead: Bool
  }

  func step(_ id: Int64) async throws -> Step {
    while true {
      let now = clock()
      guard let errand = try await store.read({ try next(id, at: now, $0) }) else {
        return .nothing
      }
      let isHeld = try await store.write { writer -> Bool in
        guard try errand.cursor.save(id, WebhookLease(holder, from: now), writer) else {
          return false
        }
        if errand.resends { try WebhookLog.markDead(id, again: true, writer) }
        if let position = errand.exhumed { try WebhookLog.exhume(position, of: id, writer) }
        return true
      }
      guard isHeld else { return .nothing }
      if let message = errand.message {
        return try await deliver(message, id, errand.cursor)
      }
      if !errand.isUnfinished { return .nothing }
    }
  }

  /// Looks for the next event that the subscriber may be told of; the cursor goes past the others.
  private func next(_ id: Int64, at now: Instant, _ reader: any Reading) throws -> Errand? {
    guard let webhook = try engine.load(id, reader), webhook.status == .active else { return nil }
    var errand = Errand(cursor: try WebhookCursor.load(id, engine.jurisdiction, reader))
    if errand.cursor.isBehind(webhook) {
      errand.resends = errand.cursor.resends != webhook.resends
      errand.cursor.catchUp(webhook, now)
      errand.isUnfinished = true
      return errand
    }
    if let position = try WebhookLog.firstWaiting(id, reader) {
      let event = try EventReader.events(after: position - 1, limit: 1, reader).first
      errand.message = try event.flatMap {
        try message($0, id, webhook, now, isDead: true, reader)
      }
      if errand.message == nil {
        errand.exhumed = position
        errand.isUnfinished = true
      }
      return errand
    }
    if errand.cursor.due > now { return errand }
    let page = try EventReader.events(
      after: errand.cursor.position, limit: WebhookCourier.pageMax, reader)
    for event in page {
      if let message = try message(event, id, webhook, now, isDead: false, reader) {
        errand.cursor.begin(event.position)
        errand.message = message
        return errand
      }
      errand.cursor.position = event.position
    }
    errand.isUnfinished = page.count == WebhookCourier.pageMax
    return errand
  }

  private func message(
    _ event: RecordedEvent, _ id: Int64, _ webhook: Webhook, _ now: Instant, isDead: Bool,
    _ reader: any Reading
  ) throws -> Message? {
    guard event.jurisdiction == engine.jurisdiction, webhook.takes(event.event.name),
      let story = try host.story(of: event, for: webhook, at: now, reader)
    else { return nil }
    var secrets = [try host.secret(of: id, rotation: webhook.rotation, reader)]
    if let rotated = webhook.rotatedAt, webhook.rotation > 1,
      now < rotated.advanced(byMilliseconds: WebhookSignature.overlapMilliseconds)
    {
      secrets.append(try host.secret(of: id, rotation: webhook.rotation - 1, reader))
    }
    return Message(
      position: event.position, event: event.event.name, url: webhook.url,
      cloudEvent: CloudEvent(event, subject: story.subject, data: story.data, host.offset),
      secrets: secrets, isDead: isDead)
  }

  private func deliver(
    _ message: Message, _ id: Int64, _ cursor: WebhookCursor
  ) async throws -> Step {
    let begun = clock()
    let body = Array(message.cloudEvent.json.canonicalText.utf8)
    let headers = WebhookSignature.headers(
      body, id: message.cloudEvent.id, at: begun, secrets: message.secrets)
    let answer = await sender.send(
      WebhookPost(
        url: message.url, headers: [("content-type", CloudEvent.contentType)] + headers,
        body: body))
    return try await note(answer, message, id, cursor, begun)
  }

  /// Writes down what became of a message; nothing where another node took the subscription over.
  private func note(
    _ answer: WebhookAnswer, _ message: Message, _ id: Int64, _ known: WebhookCursor,
    _ begun: Instant
  ) async throws -> Step {
    let now = clock()
    let draw = random()
    var cursor = known
    cursor.deliveries += 1
    let line = WebhookLog.Line(
      number: cursor.deliveries, position: message.position, event: message.event,
      attempt: message.isDead ? 1 : cursor.attempts + 1, at: begun, status: Int64(answer.status),
      milliseconds: answer.milliseconds, failure: answer.words)
    var isBuried = false
    if answer.isTaken {
      cursor.failing = nil
      if !message.isDead { cursor.advance(to: message.position) }
    } else {
      cursor.failing = cursor.failing ?? begun
      if message.isDead {
        isBuried = true
      } else {
        isBuried = !cursor.fail(at: now, draw, answer)
        if isBuried { cursor.advance(to: message.position) }
      }
    }
    let (after, lost, holder) = (cursor, isBuried && !answer.isGone, holder)
    let isHeld = try await store.write { writer -> Bool in
      guard try after.save(id, WebhookLease(holder, from: now), writer) else { return false }
      try WebhookLog.add(line, to: id, writer)
      if lost { try WebhookLog.bury(line, of: id, writer) }
      // A receiver that refuses one of them will refuse the others.
      if lost && message.isDead { try WebhookLog.markDead(id, again: false, writer) }
      if answer.isTaken { try WebhookLog.exhume(message.position, of: id, writer) }
      return true
    }
    guard isHeld else { return .refused }
    if answer.isGone {
      try await host.end(id, "HTTP 410 Gone", at: now)
      return .refused
    }
    if let failing = after.failing,
      now.milliseconds - failing.milliseconds >= BackOff.failingMillisecondsMax
    {
      try await host.pause(id, answer.words, at: now)
      return .refused
    }
    return answer.isTaken || (lost && !message.isDead) ? .taken : .refused
  }
}

extension WebhookCursor {
  /// Does what the owner asked for since the last time.
  fileprivate mutating func catchUp(_ webhook: Webhook, _ now: Instant) {
    if replays != webhook.replays { position = webhook.replayAfter }
    replays = webhook.replays
    resumptions = webhook.resumptions
    resends = webhook.resends
    attempts = 0
    failing = nil
    due = now
  }

  /// Attempts are counted for the event at hand.
  fileprivate mutating func begin(_ position: Int64) {
    if tried == position { return }
    tried = position
    attempts = 0
  }

  /// The event was seen to; the next one begins afresh.
  fileprivate mutating func advance(to position: Int64) {
    self.position = position
    attempts = 0
    due = Instant(milliseconds: 0)
  }

  /// Sets the next attempt; answers false where there is none.
  fileprivate mutating func fail(
    at now: Instant, _ random: UInt64, _ answer: WebhookAnswer
  ) -> Bool {
    attempts += 1
    let asked = [429, 503].contains(answer.status) ? answer.retryAfter : nil
    guard
      let wait = BackOff.milliseconds(
        afterAttempt: Int(attempts), random: random, retryAfter: asked)
    else { return false }
    due = now.advanced(byMilliseconds: wait)
    return true
  }
}
