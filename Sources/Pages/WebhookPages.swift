import City
public import Kernel
import Pack
public import Webhooks

/// The list of subscriptions.
public struct WebhookListPage: Sendable {
  let lines: [WebhookReader.Line]
  let language: Language

  public init(lines: [WebhookReader.Line], language: Language) {
    self.lines = lines
    self.language = language
  }

  public static let title = Text(zh: "推送订阅", en: "Webhooks")

  public var content: HTML {
    let empty: HTML = "<p class=\"empty\">\(WebhookWords.empty[language])</p>"
    let table: HTML = """
      <table class="list"><thead><tr><th>\(WebhookWords.address[language])</th>
      <th>\(WebhookWords.owner[language])</th><th>\(WebhookWords.events[language])</th>
      <th>\(Words.area[language])</th><th>\(Words.state[language])</th>
      <th>\(WebhookWords.position[language])</th>
      <th>\(WebhookWords.dead[language])</th></tr></thead>
      <tbody>\(lines.map(row))</tbody></table>
      """
    return "<h1>\(WebhookListPage.title[language])</h1>\(lines.isEmpty ? empty : table)"
  }

  private func row(_ line: WebhookReader.Line) -> HTML {
    let areas = line.areas.isEmpty ? Words.all[language] : line.areas.joined(separator: ", ")
    let id = Identifier<Webhook>(rawValue: line.id).text
    return """
      <tr><td><a href="/webhooks/\(id)">\(WebhookWords.place(line.url))</a></td>
      <td>\(line.owner)</td><td>\(WebhookWords.events(line.events, language))</td><td>\(areas)</td>
      <td>\(WebhookWords.status(line.status)[language]) <small>\(line.reason)</small></td>
      <td class="number">\(line.position.map(String.init) ?? "—")</td>
      <td class="number">\(Int(line.deadLetters))</td></tr>

      """
  }
}

/// One subscription with what was sent to it and what was given up.
public struct WebhookPage: Sendable {
  let line: WebhookReader.Line
  let log: [WebhookLog.Line]
  let deadLetters: [WebhookLog.DeadLetter]
  let offset: UTCOffset
  let language: Language

  public init(
    line: WebhookReader.Line, log: [WebhookLog.Line], deadLetters: [WebhookLog.DeadLetter],
    offset: UTCOffset, language: Language
  ) {
    self.line = line
    self.log = log
    self.deadLetters = deadLetters
    self.offset = offset
    self.language = language
  }

  public var content: HTML {
    let areas = line.areas.isEmpty ? Words.all[language] : line.areas.joined(separator: ", ")
    let due: HTML =
      line.dueAt.map {
        "<dt>\(WebhookWords.next[language])</dt><dd>\($0.minuteText(offset))</dd>"
      } ?? ""
    return """
      <h1>\(WebhookListPage.title[language])</h1>
      <dl><dt>\(WebhookWords.address[language])</dt><dd>\(WebhookWords.place(line.url))</dd>
      <dt>\(WebhookWords.owner[language])</dt><dd>\(line.owner)</dd>
      <dt>\(WebhookWords.events[language])</dt><dd>\(line.events.joined(separator: ", "))</dd>
      <dt>\(Words.area[language])</dt><dd>\(areas)</dd>
      <dt>\(Words.state[language])</dt>\
      <dd>\(WebhookWords.status(line.status)[language]) \(line.reason)</dd>
      <dt>\(WebhookWords.position[language])</dt>\
      <dd>\(line.position.map(String.init) ?? "—")</dd>
      \(due)</dl>
      <h2>\(WebhookWords.log[language])</h2>\(logTable)
      <h2>\(WebhookWords.dead[language])</h2>\(deadTable)
      """
  }

  private var logTable: HTML {
    let rows = log.map { line -> HTML in
      """
      <tr><td class="number"><time>\(line.at.minuteText(offset))</time></td>
      <td class="number">\(Int(line.position))</td><td>\(EventWords.text(line.event)[language])</td>
      <td class="number">\(Int(line.attempt))</td>
      <td class="number">\(line.status == 0 ? "—" : String(line.status))</td>
      <td class="number">\(Int(line.milliseconds)) ms</td><td>\(line.failure)</td></tr>

      """
    }
    let table: HTML = """
      <table><thead><tr><th>\(WebhookWords.time[language])</th>
      <th>\(WebhookWords.position[language])</th><th>\(WebhookWords.events[language])</th>
      <th>\(WebhookWords.attempt[language])</th><th>HTTP</th>
      <th>\(WebhookWords.duration[language])</th>
      <th>\(WebhookWords.failure[language])</th></tr></thead><tbody>\(rows)</tbody></table>
      """
    return rows.isEmpty ? "<p class=\"empty\">\(WebhookWords.nothing[language])</p>" : table
  }

  private var deadTable: HTML {
    let rows = deadLetters.map { letter -> HTML in
      """
      <tr><td class="number"><time>\(letter.at.minuteText(offset))</time></td>
      <td class="number">\(Int(letter.position))</td>
      <td>\(EventWords.text(letter.event)[language])</td>
      <td class="number">\(Int(letter.attempts))</td><td>\(letter.failure)</td></tr>

      """
    }
    let table: HTML = """
      <table><thead><tr><th>\(WebhookWords.time[language])</th>
      <th>\(WebhookWords.position[language])</th><th>\(WebhookWords.events[language])</th>
      <th>\(WebhookWords.attempt[language])</th>
      <th>\(WebhookWords.failure[language])</th></tr></thead><tbody>\(rows)</tbody></table>
      """
    return rows.isEmpty ? "<p class=\"empty\">\(WebhookWords.nothing[language])</p>" : table
  }
}

/// Words on the pages of subscriptions.
enum WebhookWords {
  static let address = Text(zh: "接收地址", en: "Address")
  static let owner = Text(zh: "订阅人", en: "Subscriber")
  static let events = Text(zh: "事件", en: "Events")
  static let position = Text(zh: "日志位置", en: "Position")
  static let dead = Text(zh: "死信", en: "Dead letters")
  static let log = Text(zh: "推送记录", en: "Delivery log")
  static let time = Text(zh: "时间", en: "Time")
  static let attempt = Text(zh: "第几次", en: "Attempt")
  static let duration = Text(zh: "用时", en: "Took")
  static let failure = Text(zh: "失败原因", en: "Why it failed")
  static let next = Text(zh: "下次重试", en: "Next attempt")
  static let nothing = Text(zh: "没有记录。", en: "Nothing here.")
  static let empty = Text(
    zh: "还没有订阅。可用接口 SubscribeWebhook 或命令 baodao webhook subscribe 订阅。",
    en: "Nobody has subscribed. Use the API's SubscribeWebhook or “baodao webhook subscribe”.")

  static func status(_ status: Webhook.Status) -> Text {
    switch status {
    case .active: Text(zh: "推送中", en: "Active")
    case .paused: Text(zh: "已暂停", en: "Paused")
    case .ended: Text(zh: "已终止", en: "Ended")
    }
  }

  static func events(_ names: [String], _ language: Language) -> String {
    names.contains("*") ? Words.all[language] : names.joined(separator: ", ")
  }

  /// An address without its query, where receivers put their tokens.
  static func place(_ url: String) -> String {
    url.firstIndex(of: "?").map { url[..<$0] + "?…" } ?? url
  }
}
