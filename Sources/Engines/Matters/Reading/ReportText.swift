/// A report that came through a form: what the person wrote, and below it the answers, the place
/// and the ways to reach them, as lines that people can read and the program can find again.
public struct ReportText: Sendable, Hashable {
  /// One line below the description.
  public struct Line: Sendable, Hashable {
    public let label: String
    public let value: String

    public init(_ label: String, _ value: String) {
      self.label = label
      self.value = value
    }

    /// An answer to one of the category's questions; its mark keeps it apart from the form's own
    /// lines.
    public init(answer value: String, to question: String) {
      self.init(ReportText.answerMark + question, value)
    }
  }

  /// The line that begins what the form adds.
  public static let heading = "【表单填报】"
  static let answerMark = "·"
  /// What the person gave as the place.
  public static let address = "地址"
  /// WGS 84, latitude first.
  public static let coordinates = "经纬度"
  private static let colon: Character = "："
  /// What begins a further line of a value, so that none can be taken for another line.
  private static let indent = "\u{3000}\u{3000}"

  public let description: String
  public let lines: [Line]

  public init(_ description: String, _ lines: [Line]) {
    self.description = description
    self.lines = lines
  }

  /// The whole text of the matter.
  public var text: String {
    if lines.isEmpty, !description.contains(ReportText.heading) { return description }
    let written = lines.map { line in
      let label = line.label.split(whereSeparator: \.isNewline).joined(separator: " ")
        .replacing(String(ReportText.colon), with: ":")
      let value = line.value.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        .joined(separator: "\n" + ReportText.indent)
      return label + String(ReportText.colon) + value
    }
    return ([description, "", ReportText.heading] + written).joined(separator: "\n")
  }

  /// Reads what `text` writes. The last heading counts: one that the person wrote stands before it.
  public init(parsing text: String) {
    let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let heading = all.lastIndex(where: { $0 == ReportText.heading }) else {
      self.init(text, [])
      return
    }
    var lines: [Line] = []
    for line in all[(heading + 1)...] {
      if line.hasPrefix(ReportText.indent), let last = lines.popLast() {
        lines.append(Line(last.label, last.value + "\n" + line.dropFirst(2)))
      } else if let colon = line.firstIndex(of: ReportText.colon) {
        lines.append(Line(String(line[..<colon]), String(line[line.index(after: colon)...])))
      }
    }
    // The empty line before the heading is the form's own.
    let own = all[..<heading].last == "" ? all[..<heading].dropLast() : all[..<heading]
    self.init(own.joined(separator: "\n"), lines)
  }

  /// The value of the first line of a label; nil where there is none.
  public subscript(label: String) -> String? { lines.first { $0.label == label }?.value }
}
