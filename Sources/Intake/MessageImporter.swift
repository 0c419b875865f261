public import City
import Journal
public import Kernel
import Matters
import Organisation
import Pack
import Store

/// Takes a file of messages in as matters at their own times, and replays their replies at theirs.
public struct MessageImporter: Sendable {
  /// What became of a file's rows. Each row is in exactly one of the first four counts.
  public struct Report: Sendable {
    public var created = 0
    public var arbitration = 0
    public var rejected = 0
    public var unchanged = 0
    /// Replies that were replayed.
    public var replies = 0
    /// Deadlines that fell due on the way.
    public var timers = 0
    public var encoding = ""
    public var isTruncated = false
    /// Refused rows with their lines, at most `rejectionsMax`.
    public var rejections: [(line: Int, reason: Text)] = []
    /// How often each reason put a matter into arbitration.
    public var arbitrationReasons: [String: Int] = [:]

    public var read: Int { created + arbitration + rejected + unchanged }
  }

  /// Most refused rows that a report lists.
  public static let rejectionsMax = 1000
  /// Steps that are on their way to the store at once.
  static let windowMax = 256

  private let city: City
  private let kind: String
  private let channel: String

  public init(_ city: City, kind: String = "hotline", channel: String = "web") {
    self.city = city
    self.kind = kind
    self.channel = channel
  }

  /// One thing to do at its time.
  private struct Step: Sendable {
    let at: Instant
    let order: Int
    let message: Message
    let isReply: Bool
  }

  /// What became of one step.
  private enum Done: Sendable {
    case created, arbitrated(String), replied, skipped
    case refused(Problem)

    /// Whether the store has the step now.
    var isInStore: Bool {
      switch self {
      case .created, .arbitrated, .replied: true
      case .skipped, .refused: false
      }
    }
  }

  /// - Parameters:
  ///   - now: messages and replies dated later are refused; nil takes any date.
  ///   - progress: called with the number of steps done and of all steps.
  public func run(
    _ bytes: [UInt8], now: Instant? = nil, progress: @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> Report {
    let file = try MessageFile(bytes, offset: city.pack.offset, categories: categoryNames)
    var report = Report()
    report.encoding = file.encoding.rawValue
    report.isTruncated = file.isTruncated
    for rejection in file.rejections {
      reject(&report, rejection.line, rejection.reason)
    }
    let messages = file.messages.filter { message in
      guard let now, max(message.at, message.reply?.at ?? message.at) > now else { return true }
      reject(&report, message.line, Text(zh: "时间在将来", en: "dated in the future"))
      return false
    }
    let (steps, latest) = try await plan(messages, &report)
    var end = latest
    var start = 0
    while start < steps.count {
      try Task.checkCancellation()
      let window = Array(steps[start..<min(start + MessageImporter.windowMax, steps.count)])
      for (step, done) in zip(window, try await perform(window, &report)) {
        note(done, step, &report)
        if done.isInStore { end = max(end ?? step.at, step.at) }
      }
      start += window.count
      progress(start, steps.count)
    }
    // The deadlines up to the file's last moment fall due even where that moment came in with an
    // earlier part.
    if let end { report.timers += try await city.runTimers(until: end) }
    report.rejections.sort { $0.line < $1.line }
    return report
  }

  /// Category of each name that the pack knows one by, in small letters.
  private var categoryNames: [String: String] {
    var names: [String: String] = [:]
    for record in city.pack.categories {
      for name in [record.id, record.name.chinese, record.name.english] + record.labels {
        names[name.lowercased()] = record.id
      }
    }
    return names
  }

  private func reject(_ report: inout Report, _ line: Int, _ reason: Text) {
    report.rejected += 1
    list(&report, line, reason)
  }

  private func list(_ report: inout Report, _ line: Int, _ reason: Text) {
    if report.rejections.count < MessageImporter.rejectionsMax {
      report.rejections.append((line, reason))
    }
  }

  private func note(_ done: Done, _ step: Step, _ report: inout Report) {
    switch done {
    case .created: report.created += 1
    case .arbitrated(let reason):
      report.arbitration += 1
      let name = String(reason.prefix { $0 != ":" })
      report.arbitrationReasons[name, default: 0] += 1
    case .replied: report.replies += 1
    case .skipped: break
    case .refused(let problem):
      // A reply that is refused leaves its message where it is; the row has been counted with the
      // message.
      if step.isReply {
        list(&report, step.message.line, problem.kind.filled(problem.arguments))
      } else {
        reject(&report, step.message.line, problem.kind.filled(problem.arguments))
      }
    }
  }

  /// What is to be done for the rows that are not in the store yet, in the order of their times,
  /// and the last moment of the rows that are.
  private func plan(_ messages: [Message], _ report: inout Report) async throws -> (
    steps: [Step], latest: Instant?
  ) {
    var steps: [Step] = []
    var latest: Instant?
    var seen: [String: Message] = [:]
    for message in messages {
      if let first = seen[message.number] {
        if first.isSame(as: message) {
          report.unchanged += 1
        } else {
          let line = Text(zh: "第\(first.line)行", en: "line \(first.line)")
          reject(&report, message.line, MessageImporter.conflict(message, line))
        }
        continue
      }
      seen[message.number] = message
      switch try await standing(of: message) {
      case .new:
        steps.append(Step(at: message.at, order: steps.count, message: message, isReply: false))
        appendReply(message, &steps)
      case .same(let isAnswered):
        report.unchanged += 1
        latest = max(latest ?? message.at, message.at)
        if !isAnswered {
          appendReply(message, &steps)
        } else if let reply = message.reply {
          latest = max(latest ?? reply.at, reply.at)
        }
      case .other(let number):
        reject(&report, message.line, MessageImporter.conflict(message, Text(number)))
      }
    }
    return (steps.sorted { ($0.at, $0.order) < ($1.at, $1.order) }, latest)
  }

  private func appendReply(_ message: Message, _ steps: inout [Step]) {
    guard let reply = message.reply else { return }
    steps.append(Step(at: reply.at, order: steps.count, message: message, isReply: true))
  }

  private static func conflict(_ message: Message, _ other: Text) -> Text {
    Text(
      zh: "留言编号“\(message.number)”已用于另一条内容不同的留言(\(other.chinese))",
      en: """
        the number “\(message.number)” belongs to another message with other words \
        (\(other.english))
        """)
  }

  private enum Standing {
    case new
    case same(isAnswered: Bool)
    case other(String)
  }

  private func standing(of message: Message) async throws -> Standing {
    let reader = MatterReader(city.matters, .everything)
    let found = try await city.store.read { try reader.matter(source: message.source, $0) }
    guard let (id, matter) = found else { return .new }
    guard matter.title == message.title, matter.body?.text == message.text,
      matter.receivedAt == message.at
    else { return .other(matter.number) }
    guard message.reply != nil, matter.answeredAt == nil else { return .same(isAnswered: true) }
    // A matter that was reopened, or waited in arbitration, has had its reply from the file all the
    // same.
    let jurisdiction = city.pack.jurisdiction
    let events = try await city.store.read { try EventReader.events(of: id, jurisdiction, $0) }
    return .same(
      isAnswered: events.contains {
        $0.event.name == "matter.answered"
          || $0.event.name == "matter.noted" && $0.actor == City.importer.id
      })
  }

  /// Submits a window of steps in order and waits for all of them.
  private func perform(_ window: [Step], _ report: inout Report) async throws -> [Done] {
    let results: [Result<(Done, Int), any Error>] = try await withCheckedThrowingContinuation {
      continuation in
      let round = ImportWindow<(Done, Int)>(window.count) { continuation.resume(with: $0) }
      for (index, step) in window.enumerated() {
        // Units are queued in the order of the loop, so that time runs forward in the store.
        city.store.submit({ writer in try round.run { try self.perform(step, writer) } }) {
          round.finish(index, $0)
        }
      }
    }
    return try results.map { result in
      do {
        let (done, timers) = try result.get()
        report.timers += timers
        return done
      } catch let problem as Problem {
        return .refused(problem)
      }
    }
  }

  /// One step in its unit of work: first the deadlines that fell due before it, then the step. A
  /// reply at the very moment of its deadline is in time.
  private func perform(_ step: Step, _ writer: any Writing) throws -> (Done, Int) {
    let message = step.message
    let reader = MatterReader(city.matters, .everything)
    let known = step.isReply ? try reader.matter(source: message.source, writer) : nil
    // A message that was refused has no matter to reply to, and its time is none of the city's.
    if step.isReply && known == nil { return (.skipped, 0) }
    let timers = try city.fireDue(by: step.at.advanced(byMilliseconds: -1), writer)
    if let known {
      return (try reply(message, known.id, known.matter.phase, writer), timers)
    }
    let action = ReceiveMatter(
      kind: kind, title: message.title, text: message.text, caller: message.user,
      channel: channel, source: message.source, category: message.category)
    let outcome = try city.perform(
      Request(action, by: City.importer, at: message.at, tellsOutside: false), writer)
    let matter = try city.matters.load(outcome.subject, writer)
    guard let matter, matter.lead == nil else { return (.created, timers) }
    return (.arbitrated(matter.reason), timers)
  }

  /// Replays a reply. A matter in arbitration has nobody who could answer: the words are kept as a
  /// note.
  private func reply(_ message: Message, _ id: Int64, _ phase: Phase, _ writer: any Writing) throws
    -> Done
  {
    guard let reply = message.reply else { return .skipped }
    if phase == .arbitration {
      _ = try city.perform(
        Request(
          NoteMatter(text: "来源文件中的答复:" + reply.text), on: id, by: City.importer,
          at: reply.at, tellsOutside: false), writer)
    } else {
      _ = try city.perform(
        Request(
          AnswerMatter(reply: reply.text), on: id, by: City.importer, at: reply.at,
          tellsOutside: false), writer)
    }
    return .replied
  }
}

extension Problem.Kind {
  /// The kind's text in both languages with its arguments filled in.
  func filled(_ arguments: [String: String]) -> Text {
    Text(zh: text.filled(arguments, .chinese), en: text.filled(arguments, .english))
  }
}
