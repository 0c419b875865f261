/// A Markdown page without its code, so that examples are not taken for the page itself.
struct MarkdownText {
  /// Line by line: empty inside a fence, and without the insides of `code` elsewhere.
  let prose: [String]

  init(_ file: RepositoryFile) {
    var fence: Substring?
    prose = file.lines.map { line in
      let start = line.drop { $0 == " " }
      let marks = start.prefix { $0 == "`" || $0 == "~" }
      if let open = fence {
        if marks.count >= open.count, marks.first == open.first, start.count == marks.count {
          fence = nil
        }
        return ""
      }
      if marks.count >= 3, !start.dropFirst(marks.count).contains("`") {
        fence = marks
        return ""
      }
      return Self.withoutCode(line)
    }
  }

  private static func withoutCode(_ line: Substring) -> String {
    let pieces = line.split(separator: "`", omittingEmptySubsequences: false)
    // An odd mark at the end opens nothing on this line.
    if pieces.count.isMultiple(of: 2) { return String(line) }
    return pieces.enumerated().map { $0.isMultiple(of: 2) ? $1 : "" }.joined(separator: "``")
  }
}
