/// One text file of the repository.
struct RepositoryFile: Sendable {
  /// From the root of the repository, with `/`.
  let path: String
  let text: String

  init(_ path: String, _ text: String) {
    self.path = path
    self.text = text
  }

  var isSwift: Bool { path.hasSuffix(".swift") }
  var isMarkdown: Bool { path.hasSuffix(".md") }
  var isScript: Bool { path.hasPrefix("bin/") || path == ".ci/run" || path == "Makefile" }

  /// The lines without their ends; a line end at the end of the file begins no further line.
  var lines: [Substring] {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  func finding(_ line: Int, _ what: String) -> Finding {
    Finding(path: path, line: line, what: what)
  }
}
