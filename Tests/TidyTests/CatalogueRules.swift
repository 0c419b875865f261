/// Where the words of pages stand.
private let catalogue = "Sources/Pages/Words/"

/// Words of pages stand in the catalogue and nowhere else.
@Sendable func wordsStandInTheCatalogue(_ file: RepositoryFile) -> [Finding] {
  guard file.isSwift, file.path.hasPrefix("Sources/Pages/"), !file.path.hasPrefix(catalogue) else {
    return []
  }
  return SwiftText(file).code.enumerated().compactMap { index, line in
    line.contains("Text(zh:") ? file.finding(index + 1, "a text outside of \(catalogue)") : nil
  }
}

/// Mark-up holds no words: neither Chinese ones, nor English ones between its elements.
@Sendable func markUpHoldsNoWords(_ file: RepositoryFile) -> [Finding] {
  guard file.isSwift, file.path.hasPrefix("Sources/Pages/"), !file.path.hasPrefix(catalogue) else {
    return []
  }
  let comments = SwiftText(file).comments
  return file.lines.enumerated().compactMap { index, line in
    let said = comments[index]
    let code = said.isEmpty ? String(line) : String(line.replacing("//" + said, with: ""))
    if !unitsOfNumbers.contains(file.path), code.unicodeScalars.contains(where: isHan) {
      return file.finding(index + 1, "Chinese words outside of \(catalogue)")
    }
    // Two words after the end of a tag that no interpolation separates from it.
    let hasWords = code.contains(/<\/?[a-z0-9]+(?: [^<>]*)?>\s*[A-Z][a-z]+ [a-z]+/)
    return hasWords ? file.finding(index + 1, "English words outside of \(catalogue)") : nil
  }
}

/// 万 and 亿 are digits of a number and no words.
private let unitsOfNumbers: Set<String> = ["Sources/Pages/Charts/ChartScale.swift"]

private func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }

/// Every text of the catalogue has both languages, each in its own letters.
@Sendable func textsHaveBothLanguages(_ file: RepositoryFile) -> [Finding] {
  guard file.isSwift, file.path.hasPrefix(catalogue) else { return [] }
  let whole = file.text
  let texts = whole.matches(of: /Text\(\s*zh:\s*"([^"]*)",\s*en:\s*"([^"]*)"\s*\)/)
  var findings = texts.compactMap { match -> Finding? in
    let line = whole[..<match.range.lowerBound].count { $0 == "\n" } + 1
    guard match.1.unicodeScalars.contains(where: isHan) else {
      return file.finding(line, "“\(match.1)” is not Chinese")
    }
    guard match.2.contains(where: \.isLetter), !match.2.unicodeScalars.contains(where: isHan) else {
      return file.finding(line, "“\(match.2)” is not English")
    }
    let placeholders = { (text: Substring) in Set(text.matches(of: /\{[a-z]+\}/).map { $0.0 }) }
    return placeholders(match.1) == placeholders(match.2)
      ? nil : file.finding(line, "the languages of “\(match.1)” fill in other values")
  }
  let written = whole.matches(of: /Text\(\s*zh:/).count
  if written != texts.count {
    findings.append(file.finding(0, "\(written - texts.count) texts are not written plainly"))
  }
  return findings
}

/// No constant of the catalogue is left over.
func everyWordIsUsed(in files: [RepositoryFile]) -> Rule {
  let sources = files.filter { $0.isSwift && $0.path.hasPrefix("Sources/") }
  let texts = sources.map(\.text)
  return { file in
    guard file.isSwift, file.path.hasPrefix(catalogue) else { return [] }
    var owner = ""
    return file.lines.enumerated().compactMap { index, line in
      if let match = line.firstMatch(of: /^(?:enum|extension) (\w+)/) { owner = String(match.1) }
      guard let match = line.firstMatch(of: /^  (?:private )?static (?:let|func) (\w+)/) else {
        return nil
      }
      let name = String(match.1)
      let isUsed =
        texts.contains { mentions($0, owner + "." + name) }
        || occurrences(of: name, in: file.text) > 1
      return isUsed ? nil : file.finding(index + 1, "nothing uses \(owner).\(name)")
    }
  }
}

/// Whether a text has a name with nothing of a name after it.
private func mentions(_ text: String, _ name: String) -> Bool {
  text.ranges(of: name).contains { range in
    range.upperBound == text.endIndex || !isOfName(text[range.upperBound])
  }
}

/// How often a file mentions a name that no owner stands before, its declaration among them.
private func occurrences(of name: String, in text: String) -> Int {
  text.ranges(of: name).count { range in
    let isEnd = range.upperBound == text.endIndex || !isOfName(text[range.upperBound])
    guard isEnd, range.lowerBound > text.startIndex else { return isEnd }
    let before = text[text.index(before: range.lowerBound)]
    return before == " " || before == "(" || before == "["
  }
}

private func isOfName(_ character: Character) -> Bool {
  character.isLetter || character.isNumber || character == "_"
}
