/// Traps for a program that must not stop because of what somebody typed.
@Sendable func nothingStopsTheProgram(_ file: RepositoryFile) -> [Finding] {
  guard file.isSwift else { return [] }
  var banned = ["try!"]
  if file.path.hasPrefix("Sources/") { banned.append("fatalError(") }
  return SwiftText(file).code.enumerated().flatMap { index, line in
    banned.filter { line.contains($0) }.map { file.finding(index + 1, "`\($0)`; throw instead") }
  }
}

/// What the compiler no longer checks, a sentence directly above must prove.
@Sendable func uncheckedConcurrencyIsProved(_ file: RepositoryFile) -> [Finding] {
  guard file.isSwift else { return [] }
  let text = SwiftText(file)
  return text.code.indices.flatMap { index in
    ["@unchecked Sendable", "nonisolated(unsafe)"].compactMap { word in
      if !text.code[index].contains(word) || isProved(index, in: text) { return nil }
      return file.finding(index + 1, "`\(word)` without “Safe because …” in the comment above")
    }
  }
}

private func isProved(_ index: Int, in text: SwiftText) -> Bool {
  var above = index - 1
  while above >= 0, text.code[above].allSatisfy(\.isWhitespace), !text.comments[above].isEmpty {
    if text.comments[above].contains("Safe because") { return true }
    above -= 1
  }
  return false
}

/// Work that is left over has an issue with a number; notes to oneself are not committed.
@Sendable func leftoversHaveAnIssue(_ file: RepositoryFile) -> [Finding] {
  let lines: [String]
  if file.isSwift {
    lines = SwiftText(file).comments
  } else if file.isMarkdown {
    lines = MarkdownText(file).prose
  } else if file.isScript || file.path.hasSuffix(".h") {
    lines = file.lines.map(String.init)
  } else {
    return []
  }
  return lines.enumerated().flatMap { index, line in
    var findings: [Finding] = []
    if hasWord("TODO", in: line), !line.contains(/#[0-9]/) {
      findings.append(file.finding(index + 1, "`TODO` without the number of an issue"))
    }
    for word in ["FIXME", "XXX"] where hasWord(word, in: line) {
      findings.append(file.finding(index + 1, "`\(word)`; mend it or open an issue"))
    }
    return findings
  }
}

private func hasWord(_ word: String, in line: String) -> Bool {
  line.contains(word)
    && line.split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains { $0 == word }
}

/// A name that ends so does not say what the thing is.
let emptySuffixes = ["Manager", "Helper", "Util", "Utils", "Core", "Impl", "Common"]

@Sendable func typeNamesSaySomething(_ file: RepositoryFile) -> [Finding] {
  guard file.isSwift else { return [] }
  let declaration = /\b(?:struct|class|enum|actor|protocol|typealias)\s+(\w+)/
  return SwiftText(file).code.enumerated().flatMap { index, line in
    line.matches(of: declaration).compactMap { match in
      guard let suffix = emptySuffixes.first(where: { match.1.hasSuffix($0) }) else { return nil }
      return file.finding(index + 1, "type `\(match.1)` ends in `\(suffix)`; name what it is")
    }
  }
}

/// A difference between cities is a value in a pack, never a branch in the code.
@Sendable func noCodeAsksForTheCity(_ file: RepositoryFile) -> [Finding] {
  guard file.isSwift, file.path.hasPrefix("Sources/") else { return [] }
  let question = /\bpack(?:\.id|ID)\s*[!=]=|\bswitch\s+(?:\w+\.)*pack(?:\.id|ID)\b/
  return SwiftText(file).code.enumerated().compactMap { index, line in
    if !line.contains(question) { return nil }
    return file.finding(index + 1, "asks which city this is; make it a value of the pack")
  }
}

/// Nothing tells on which machine, or among which tools, the project was made.
@Sendable func noWorkplaceIsNamed(_ file: RepositoryFile) -> [Finding] {
  // Put together here, so that this file does not break its own rule.
  let workplace = "/" + "work" + "/"
  let library = "." + "library" + "/"
  guard file.text.contains(workplace) || file.text.contains(library) else { return [] }
  return file.lines.enumerated().compactMap { index, line in
    let isPath = line.ranges(of: workplace).contains { range in
      guard range.lowerBound > line.startIndex else { return true }
      let before = line[line.index(before: range.lowerBound)]
      return !(before.isLetter || before.isNumber || before == "." || before == "_")
    }
    if !isPath, !line.contains(library) { return nil }
    return file.finding(index + 1, "a path of somebody's machine")
  }
}
