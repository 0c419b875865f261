/// The languages in which the program speaks.
public enum Language: String, Sendable, CaseIterable {
  case chinese = "zh"
  case english = "en"

  /// The first language of an `Accept-Language` header or a locale name that the program has;
  /// Chinese otherwise.
  public init(preferring header: String?) {
    let wanted = (header ?? "").lowercased().split(whereSeparator: { ",;_.".contains($0) })
    for part in wanted {
      let tag = part.trimmingPrefix(while: { $0 == " " })
      if tag.hasPrefix("zh") {
        self = .chinese
        return
      }
      if tag.hasPrefix("en") {
        self = .english
        return
      }
    }
    self = .chinese
  }
}

/// One text in every language of the program.
public struct Text: Hashable, Sendable {
  public let chinese: String
  public let english: String

  public init(zh: String, en: String) {
    chinese = zh
    english = en
  }

  /// The same words in both languages, for names that have no translation.
  public init(_ both: String) {
    chinese = both
    english = both
  }

  public subscript(language: Language) -> String {
    language == .chinese ? chinese : english
  }

  /// The text with each `{name}` replaced by the argument of that name.
  public func filled(_ arguments: [String: String], _ language: Language) -> String {
    var result = ""
    var rest = Substring(self[language])
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      result += rest[..<open]
      result += arguments[name] ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
