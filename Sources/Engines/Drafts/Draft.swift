public import Kernel

/// What somebody has begun to write and not sent.
public struct Draft: Sendable, Hashable {
  /// Chosen by the form; it names one draft of an account.
  public let name: String
  /// The answers as they were written, by the fields' names.
  public let values: [String: JSON]
  public let savedAt: Instant

  /// A draft in a list, without what it says.
  public struct Line: Sendable, Hashable {
    public let name: String
    /// The beginning of its title or of its text; empty where it has neither.
    public let title: String
    public let savedAt: Instant
  }

  /// Members of which the first that is not blank is what a list calls it.
  static let titles = ["title", "text"]
  static let titleMax = 80

  /// What a list calls a draft with these answers.
  static func title(of values: [String: JSON]) -> String {
    for name in titles {
      let line = values[name]?.string?.split(whereSeparator: \.isNewline).first { line in
        !line.allSatisfy(\.isWhitespace)
      }
      if let line { return String(line.prefix(titleMax)) }
    }
    return ""
  }
}
