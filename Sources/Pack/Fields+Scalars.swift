public import Kernel
public import WorkCalendar

extension Fields {
  public mutating func text(_ key: String, _ about: String) -> String {
    guard let value = take(key, .text, about, required: true) else { return "" }
    return requiredTextValue(value)
  }

  public mutating func text(_ key: String, _ about: String, default fallback: String) -> String {
    guard let value = take(key, .text, about, required: false, fallback: fallback) else {
      return fallback
    }
    return textValue(value)
  }

  private func requiredTextValue(_ value: SourceNode) -> String {
    let text = textValue(value)
    if text.isEmpty && value.scalar != nil { wrong(value, "文字", "a text") }
    return text
  }

  private func textValue(_ value: SourceNode) -> String {
    guard let text = value.scalar else {
      wrong(value, "文字", "a text")
      return ""
    }
    return text
  }

  /// A text in both languages: `{zh: …, en: …}`, or one text for both.
  public mutating func name(_ key: String, _ about: String, required: Bool = true) -> Text {
    guard let value = take(key, .name, about, required: required) else { return Text("") }
    if let text = value.scalar { return Text(text) }
    guard value.members != nil else {
      wrong(value, "文字或{zh: …, en: …}", "a text or {zh: …, en: …}")
      return Text("")
    }
    for member in value.members ?? [] where member.key != "zh" && member.key != "en" {
      sink.report(
        Diagnostic(member.place, zh: "没有“\(member.key)”这个键", en: "unknown key “\(member.key)”"))
    }
    var languages = Fields(value, sink)
    return Text(
      zh: languages.text("zh", "The Chinese name."), en: languages.text("en", "The English name."))
  }

  public mutating func integer(_ key: String, _ about: String, _ range: ClosedRange<Int>) -> Int {
    guard let value = take(key, .integer(range), about, required: true) else {
      return range.lowerBound
    }
    return integerValue(value, range) ?? range.lowerBound
  }

  public mutating func integer(
    _ key: String, _ about: String, _ range: ClosedRange<Int>, default fallback: Int
  ) -> Int {
    integerIfPresent(key, about, range, fallback: String(fallback)) ?? fallback
  }

  public mutating func integerIfPresent(
    _ key: String, _ about: String, _ range: ClosedRange<Int>, fallback: String = ""
  ) -> Int? {
    guard
      let value = take(key, .integer(range), about, required: false, fallback: fallback)
    else { return nil }
    return integerValue(value, range)
  }

  private func integerValue(_ value: SourceNode, _ range: ClosedRange<Int>) -> Int? {
    guard case .scalar(let text, true) = value.content, let number = Int(text),
      range.contains(number)
    else {
      let (first, last) = (range.lowerBound, range.upperBound)
      let quotes = quotes(value)
      wrong(
        value, "\(first)–\(last)的整数\(quotes.zh)",
        "a whole number from \(first) to \(last)\(quotes.en)")
      return nil
    }
    return number
  }

  private func quotes(_ value: SourceNode) -> (zh: String, en: String) {
    if case .scalar(_, false) = value.content { return ("(不加引号)", " without quotation marks") }
    return ("", "")
  }

  public mutating func flag(_ key: String, _ about: String, default fallback: Bool = false) -> Bool
  {
    guard
      let value = take(key, .flag, about, required: false, fallback: String(fallback))
    else { return fallback }
    guard case .scalar(let text, true) = value.content, text == "true" || text == "false" else {
      let quotes = quotes(value)
      wrong(value, "true或false\(quotes.zh)", "true or false\(quotes.en)")
      return fallback
    }
    return text == "true"
  }

  /// One of an enumeration's words.
  public mutating func choice<Choice: CaseIterable & RawRepresentable>(
    _ key: String, _ about: String, default fallback: Choice? = nil
  ) -> Choice where Choice.RawValue == String {
    let words = Choice.allCases.map(\.rawValue)
    let first = fallback ?? Choice(rawValue: words[0])!
    guard
      let value = take(
        key, .choice(words), about, required: fallback == nil, fallback: fallback?.rawValue ?? "")
    else { return first }
    guard let text = value.scalar, let choice = Choice(rawValue: text) else {
      let list = words.joined(separator: ", ")
      wrong(
        value, "其中之一：\(list)", "one of: \(list)",
        hint: value.scalar.flatMap { nearestName(to: $0, in: words) })
      return first
    }
    return choice
  }

  /// Some of an enumeration's words, each once.
  public mutating func choices<Choice: CaseIterable & RawRepresentable & Equatable>(
    _ key: String, _ about: String
  ) -> [Choice] where Choice.RawValue == String {
    let words = Choice.allCases.map(\.rawValue)
    var choices: [Choice] = []
    for element in elements(key, .list(.choice(words)), about, required: false) {
      guard let text = element.scalar, let choice = Choice(rawValue: text) else {
        let list = words.joined(separator: ", ")
        wrong(
          element, "其中之一：\(list)", "one of: \(list)",
          hint: element.scalar.flatMap { nearestName(to: $0, in: words) })
        continue
      }
      if !choices.contains(choice) { choices.append(choice) }
    }
    return choices
  }

  /// The name by which this record is referred to, defined in the name space `kind`.
  public mutating func code(_ key: String, _ about: String, defines kind: String) -> String {
    guard let value = take(key, .code, about, required: true) else { return "" }
    guard let text = value.scalar, Fields.isCode(text) else {
      wrong(
        value, "由字母、数字、“-”和“.”组成的代号(至多64个)",
        "a code of at most 64 letters, digits, “-” and “.”")
      return ""
    }
    sink.define(kind, text, value.place)
    return text
  }

  static func isCode(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
          || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
      }
  }

  /// The code of a record of the name space `kind`, which must exist.
  public mutating func reference(_ key: String, _ about: String, to kind: String) -> String {
    guard let value = take(key, .reference(kind), about, required: true) else { return "" }
    return referenceValue(value, kind)
  }

  public mutating func referenceIfPresent(_ key: String, _ about: String, to kind: String)
    -> String?
  {
    guard let value = take(key, .reference(kind), about, required: false) else { return nil }
    return referenceValue(value, kind)
  }

  private func referenceValue(_ value: SourceNode, _ kind: String) -> String {
    guard let text = value.scalar, !text.isEmpty else {
      wrong(value, "\(NameSpace.chinese(kind))的代号", "the code of one \(kind)")
      return ""
    }
    sink.refer(kind, text, value.place)
    return text
  }

  public mutating func references(
    _ key: String, _ about: String, to kind: String, required: Bool = false
  ) -> [String] {
    elements(key, .list(.reference(kind)), about, required: required).map {
      referenceValue($0, kind)
    }
  }

  public mutating func texts(_ key: String, _ about: String) -> [String] {
    elements(key, .list(.text), about, required: false).map(textValue)
  }

  /// A list; in a CSV cell the elements are separated by `|`.
  mutating func elements(
    _ key: String, _ type: ShapeType, _ about: String, required: Bool
  ) -> [SourceNode] {
    guard let value = take(key, type, about, required: required) else { return [] }
    switch value.content {
    case .sequence(let elements): return elements
    case .scalar(let text, _) where value.place.file.hasSuffix(".csv"):
      return text.split(separator: "|").map {
        SourceNode(place: value.place, content: .scalar(String($0), isPlain: true))
      }
    default:
      wrong(value, "一个列表", "a list")
      return []
    }
  }

  /// A time limit in words, such as `15个工作日` or `4小时`.
  public mutating func limitIfPresent(_ key: String, _ about: String) -> TimeLimit? {
    guard let value = take(key, .limit, about, required: false) else { return nil }
    return limitValue(value)
  }

  public mutating func limit(_ key: String, _ about: String) -> TimeLimit? {
    guard let value = take(key, .limit, about, required: true) else { return nil }
    return limitValue(value)
  }

  private func limitValue(_ value: SourceNode) -> TimeLimit? {
    if let text = value.scalar, let limit = try? TimeLimit(words: text) { return limit }
    wrong(
      value, "时限，如“15个工作日”“4小时”“2紧急工作时”",
      "a time limit such as “15个工作日”, “4小时”, “2紧急工作时”")
    return nil
  }

  /// A limit that may depend on the season, such as `夏季4小时，冬季8小时`.
  public mutating func seasonalLimitIfPresent(_ key: String, _ about: String) -> SeasonalLimit? {
    guard let value = take(key, .limit, about, required: false) else { return nil }
    if let text = value.scalar, let limit = try? SeasonalLimit(words: text) { return limit }
    wrong(
      value, "时限，如“15个工作日”“夏季4小时，冬季8小时”",
      "a time limit such as “15个工作日”, “夏季4小时，冬季8小时”")
    return nil
  }

  public mutating func dateIfPresent(_ key: String, _ about: String) -> CivilDate? {
    guard let value = take(key, .date, about, required: false) else { return nil }
    if let text = value.scalar, let date = CivilDate(text) { return date }
    wrong(value, "日期，如2026-05-28", "a date such as 2026-05-28")
    return nil
  }

  /// A CEL expression; it is checked where its variables are known.
  public mutating func expressionIfPresent(_ key: String, _ about: String) -> Located<String>? {
    guard let value = take(key, .expression, about, required: false) else { return nil }
    guard var text = value.scalar else {
      wrong(value, "文字", "a text")
      return nil
    }
    // A block ends with a line break, which is no part of an expression.
    while text.last?.isNewline == true { text.removeLast() }
    return Located(text, at: value.place)
  }
}

extension Fields {
  /// A required text with its place.
  public mutating func located(_ key: String, _ about: String) -> Located<String> {
    guard let value = take(key, .text, about, required: true) else {
      return Located("", at: place)
    }
    return Located(requiredTextValue(value), at: value.place)
  }

  public mutating func locatedTextIfPresent(_ key: String, _ about: String) -> Located<String>? {
    take(key, .text, about, required: false).map {
      Located(requiredTextValue($0), at: $0.place)
    }
  }

  public mutating func locatedTexts(
    _ key: String, _ about: String, required: Bool = true
  ) -> [Located<String>] {
    elements(key, .list(.text), about, required: required).map {
      Located(requiredTextValue($0), at: $0.place)
    }
  }
}
