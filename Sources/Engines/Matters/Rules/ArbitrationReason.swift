public import Kernel

/// Why a matter waits, in words: the journal keeps a code, with what it is about after a colon.
public enum ArbitrationReason {
  private static let words: [String: Text] = [
    "place.unknown": Text(zh: "没有写明地点", en: "no place is named"),
    "place.ambiguous": Text(zh: "提到几个地点，难以取舍", en: "several places are named alike"),
    "category.unknown": Text(zh: "类别不明", en: "the category is unknown"),
    "owner.none": Text(zh: "没有单位有此职权", en: "no unit has the mandate"),
    "owner.several": Text(zh: "不止一个单位有此职权", en: "more than one unit has the mandate"),
    "rule.none": Text(zh: "没有适用的派单规则", en: "no routing rule applies"),
    "refused": Text(zh: "承办单位退单", en: "the lead unit refused"),
  ]

  /// A reason for people; one that is not known stands as it is.
  public static func text(_ reason: String) -> Text {
    let code = String(reason.prefix { $0 != ":" })
    let rest = reason.dropFirst(code.count)
    guard let known = words[code] else { return Text(reason) }
    return Text(zh: known.chinese + rest, en: known.english + rest)
  }
}
