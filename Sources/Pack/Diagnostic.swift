public import Kernel

/// One fault in a pack: where, what was expected, and the nearest thing that would have been right.
public struct Diagnostic: Error, Hashable, Sendable {
  public let place: Place
  public let text: Text
  /// The nearest valid name; empty where none is near.
  public let hint: String

  public init(_ place: Place, zh: String, en: String, hint: String? = nil) {
    self.place = place
    text = Text(zh: zh, en: en)
    self.hint = hint ?? ""
  }

  /// `packs/a.yaml:3:5: unknown key “titel”; did you mean “title”?`
  public func line(_ language: Language) -> String {
    let question = Text(zh: ";是否应为“\(hint)”?", en: "; did you mean “\(hint)”?")
    return place.text + ": " + text[language] + (hint.isEmpty ? "" : question[language])
  }
}

/// All faults of a pack at once.
public struct PackRefused: Error, Hashable, Sendable {
  public let diagnostics: [Diagnostic]
}
