public import Kernel

/// What every page has around its content.
public struct Layout: Sendable {
  public let title: String
  public let city: String
  public let language: Language
  /// Who is signed in; empty for nobody.
  public let actor: String

  public init(title: String, city: String, language: Language, actor: String) {
    self.title = title
    self.city = city
    self.language = language
    self.actor = actor
  }

  public func page(_ content: HTML) -> String {
    let page: HTML = """
      <!doctype html>
      <html lang="\(language == .chinese ? "zh-Hans" : "en")">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title) · \(city)</title>
      <link rel="stylesheet" href="/style.css">
      </head>
      <body>
      <header class="bar"><a class="brand" href="/">报到 <small>\(city)</small></a>
      <nav><a href="/">\(Words.matters[language])</a> <a \
      href="/bulletin">\(Words.bulletin[language])</a> <a \
      href="/wall">\(Words.wall[language])</a></nav>
      <span class="who">\(actor)</span></header>
      <main>\(content)</main>
      </body>
      </html>
      """
    return page.source
  }
}

/// Words on pages.
enum Words {
  static let matters = Text(zh: "事项", en: "Matters")
  static let bulletin = Text(zh: "日报", en: "Bulletin")
  static let number = Text(zh: "编号", en: "Number")
  static let title = Text(zh: "标题", en: "Title")
  static let state = Text(zh: "状态", en: "State")
  static let lead = Text(zh: "承办单位", en: "Lead unit")
  static let due = Text(zh: "期限", en: "Due")
  static let area = Text(zh: "辖区", en: "Area")
  static let category = Text(zh: "类别", en: "Category")
  static let rule = Text(zh: "派单依据", en: "Deciding rule")
  static let reason = Text(zh: "待裁定原因", en: "Why it waits")
  static let reopening = Text(zh: "重开原因", en: "Why it was reopened")
  static let caller = Text(zh: "来电人", en: "Caller")
  static let reply = Text(zh: "答复", en: "Reply")
  static let clocks = Text(zh: "时限", en: "Clocks")
  static let promises = Text(zh: "承诺", en: "Promises")
  static let published = Text(zh: "公开文本", en: "Public text")
  static let timeline = Text(zh: "经过", en: "Timeline")
  static let unrecognised = Text(zh: "类别待定", en: "Category open")
  static let more = Text(zh: "下一页", en: "Next page")
  static let all = Text(zh: "全部", en: "All")
  static let red = Text(zh: "超时", en: "Overdue")
  static let amber = Text(zh: "临期", en: "Due soon")
  static let green = Text(zh: "正常", en: "In time")
  static let home = Text(zh: "回到事项", en: "Back to the matters")
  static let signInFirst = Text(zh: "请先登录", en: "Sign in first")
  static let notAllowed = Text(zh: "没有权限", en: "Not allowed")
  static let notThere = Text(zh: "找不到", en: "Not found")
  static let refused = Text(zh: "没有办成", en: "That was refused")
  static let broken = Text(zh: "系统出错", en: "Something went wrong")
  static let empty = Text(
    zh: "这里没有在办事项。可用 baodao import messages 导入，或等待新的来电。",
    en:
      "Nothing is at work here. Import messages with “baodao import messages”, or wait for a call.")
}
