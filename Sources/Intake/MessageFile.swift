import Kernel

/// A file of messages, read: what can be used, and what cannot with line and reason.
struct MessageFile {
  /// A row that is refused.
  struct Rejection: Equatable {
    let line: Int
    let reason: Text
  }

  var messages: [Message] = []
  var rejections: [Rejection] = []
  var encoding = TextEncoding.utf8
  /// Whether the file ends in the middle of a row.
  var isTruncated = false

  private let offset: UTCOffset
  private let shape: MessageShape
  /// Category of each name that the pack knows one by, in small letters.
  private let categories: [String: String]
  /// Colons in the finest time of a reply so far: a last time with fewer may have been cut off.
  private var colonsMost: Int?

  init(_ bytes: [UInt8], offset: UTCOffset, categories: [String: String] = [:]) throws(Problem) {
    self.offset = offset
    self.categories = categories
    var records = CSVRecords(bytes)
    guard let header = records.next() else { throw Problem(.fileEmpty) }
    (shape, encoding) = try MessageFile.recognise(header)
    var previous: CSVRecord?
    while let record = records.next() {
      if let previous { read(previous, mayBeCut: false) }
      previous = record
    }
    if let previous { read(previous, mayBeCut: !records.endsWithBreak) }
  }

  private static func recognise(_ header: CSVRecord) throws(Problem) -> (MessageShape, TextEncoding)
  {
    for encoding in [TextEncoding.utf8, .gb18030] {
      let names = header.fields.map {
        encoding.decode($0)?.trimmingSpace() ?? "?"
      }
      if let shape = MessageShape.allCases.first(where: { $0.header == names }) {
        return (shape, encoding)
      }
    }
    let found = header.fields.map { TextEncoding.utf8.decode($0) ?? "?" }.joined(separator: ",")
    let expected = MessageShape.allCases.map { $0.header.joined(separator: ",") }
    throw Problem(
      .headerUnknown,
      ["found": String(found.prefix(200)), "expected": expected.joined(separator: " | ")])
  }

  private mutating func read(_ record: CSVRecord, mayBeCut: Bool) {
    switch message(record, mayBeCut: mayBeCut) {
    case .success(let message):
      messages.append(message)
      if message.reply != nil {
        let colons = record.fields[record.fields.count - 1].count { $0 == 0x3A }
        colonsMost = max(colonsMost ?? 0, colons)
      }
    case .failure(let refusal):
      let isCut = mayBeCut && refusal.isSignOfCut || record.fault == .endsInQuotes
      isTruncated = isTruncated || isCut
      let reason =
        isCut
        ? Text(
          zh: "文件在此行中断:" + refusal.reason.chinese,
          en: "the file ends inside this row: " + refusal.reason.english) : refusal.reason
      rejections.append(Rejection(line: record.line, reason: reason))
    }
  }

  /// Why a row is refused.
  private struct Refusal: Error {
    let reason: Text
    /// Whether a row that was cut off would look like this.
    var isSignOfCut = true
  }

  private func message(_ record: CSVRecord, mayBeCut: Bool) -> Result<Message, Refusal> {
    do throws(Refusal) {
      return .success(try checked(record, mayBeCut: mayBeCut))
    } catch {
      return .failure(error)
    }
  }

  private func checked(_ record: CSVRecord, mayBeCut: Bool) throws(Refusal) -> Message {
    if record.fault == .endsInQuotes {
      throw Refusal(reason: Text(zh: "引号没有闭合", en: "a quotation mark is not closed"))
    }
    if record.fault == .textAfterQuotes {
      throw Refusal(
        reason: Text(
          zh: "引号后应为逗号或换行", en: "a comma or a line break must follow a closing quotation mark"),
        isSignOfCut: false)
    }
    guard record.fields.count == shape.header.count else {
      throw Refusal(
        reason: Text(
          zh: "应有\(shape.header.count)列，实有\(record.fields.count)列",
          en: "\(shape.header.count) columns were expected, \(record.fields.count) found"))
    }
    var texts: [String] = []
    for (index, field) in record.fields.enumerated() {
      guard let text = encoding.decode(field) else {
        throw Refusal(
          reason: Text(zh: "不是有效的\(encoding.rawValue)文字", en: "not valid \(encoding.rawValue)"),
          isSignOfCut: index == record.fields.count - 1)
      }
      texts.append(text.trimmingSpace())
    }
    for (name, text) in zip(MessageShape.common, texts) where text.isEmpty {
      throw Refusal(
        reason: Text(zh: "“\(name)”为空", en: "“\(name)” is empty"), isSignOfCut: false)
    }
    try checkLengths(texts)
    if mayBeCut, shape == .categorised { try checkWhole(category: texts[5]) }
    let at = try time(texts[3], "留言时间", mayBeCut: false)
    return Message(
      line: record.line, number: texts[0], user: texts[1], title: texts[2], at: at,
      text: texts[4], category: shape == .categorised && !texts[5].isEmpty ? texts[5] : nil,
      reply: try reply(texts, after: at, mayBeCut: mayBeCut))
  }

  /// Longest text of one field, in characters.
  static let textMax = 20_000

  private func checkLengths(_ texts: [String]) throws(Refusal) {
    var limits = [
      ("留言编号", 100, texts[0]), ("留言用户", 100, texts[1]), ("留言主题", 500, texts[2]),
      ("留言详情", MessageFile.textMax, texts[4]),
    ]
    if shape == .categorised { limits.append(("一级标签", 64, texts[5])) }
    if shape == .replied { limits.append(("答复意见", MessageFile.textMax, texts[5])) }
    for (name, most, text) in limits where text.count > most {
      throw Refusal(
        reason: Text(
          zh: "“\(name)”最多\(most)个字符", en: "“\(name)” may have at most \(most) characters"),
        isSignOfCut: false)
    }
  }

  /// A category without a line break after it is whole only where it is one of the pack's and does
  /// not begin the name of another.
  private func checkWhole(category: String) throws(Refusal) {
    let name = category.lowercased()
    let known = categories[name]
    let isWhole =
      known != nil && categories.allSatisfy { $0.value == known || !$0.key.hasPrefix(name) }
    guard isWhole else {
      throw Refusal(
        reason: Text(
          zh: "“一级标签”可能不完整：“\(category)”；若已完整，请在文件末尾加换行",
          en: """
            “一级标签” may be incomplete: “\(category)”; end the file with a line break if it is whole
            """))
    }
  }

  private func reply(_ texts: [String], after at: Instant, mayBeCut: Bool) throws(Refusal)
    -> Message.Reply?
  {
    guard shape == .replied else { return nil }
    if texts[5].isEmpty && texts[6].isEmpty { return nil }
    guard !texts[5].isEmpty, !texts[6].isEmpty else {
      throw Refusal(
        reason: Text(zh: "答复意见与答复时间应同时填写", en: "a reply and its time go together"))
    }
    var answered = try time(texts[6], "答复时间", mayBeCut: mayBeCut)
    // A reply dated only by its day may bear the day of the message: it is then not before the
    // message.
    if CivilDate(texts[6]) == at.local(offset).date { answered = max(answered, at) }
    guard answered >= at else {
      throw Refusal(
        reason: Text(zh: "答复时间早于留言时间", en: "the reply is dated before the message"),
        isSignOfCut: false)
    }
    return Message.Reply(text: texts[5], at: answered)
  }

  /// Reads `2019/4/24 15:40:04`, `2019-04-24 15:40` or a date.
  private func time(_ text: String, _ name: String, mayBeCut: Bool) throws(Refusal) -> Instant {
    guard !mayBeCut || isWhole(time: text), let instant = Instant(text, offset: offset) else {
      throw Refusal(
        reason: Text(
          zh: "“\(name)”应如2019/4/24 15:40:04,此处是“\(text.prefix(40))”",
          en: "“\(name)” must be like 2019/4/24 15:40:04, found “\(text.prefix(40))”"),
        isSignOfCut: mayBeCut)
    }
    return instant
  }

  /// Whether a time that nothing follows is sure to be whole: as fine as those before it, and two
  /// digits at its end. Without a time before it, seconds are expected.
  private func isWhole(time text: String) -> Bool {
    text.count { $0 == ":" } >= colonsMost ?? 2
      && text.utf8.suffix(2).allSatisfy { (48...57).contains($0) }
  }
}

extension String {
  /// Without white space at either end, ideographic space too.
  func trimmingSpace() -> String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}

extension Problem.Kind {
  static let fileEmpty = Problem.Kind(
    "import.empty", status: 422, zh: "文件是空的。", en: "The file is empty.")
  static let headerUnknown = Problem.Kind(
    "import.header-unknown", status: 422,
    zh: "不认识的表头“{found}”；可以导入的表头：{expected}。",
    en: "The header “{found}” is not known; headers that can be imported: {expected}.")
}
