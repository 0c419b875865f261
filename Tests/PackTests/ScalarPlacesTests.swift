import Testing

@testable import Pack

/// Random texts, written in every style of YAML, are read by the parser and found again.
@Suite struct ScalarPlacesTests {
  /// A file with one scalar, behind Chinese words.
  private struct Sample {
    let file: String
    let newline: String

    /// What the parser reads, with its place.
    func read() throws -> SourceNode {
      let node = try YAMLSource.parse(file, file: "a.yaml")
      return try #require(node["事项"]?["when"])
    }
  }

  @Test(arguments: ["\n", "\r\n"], 0..<6)
  func `the character found is the character read`(newline: String, style: Int) throws {
    var random = SplitMix64(seed: UInt64(style) * 31 + UInt64(newline.utf8.count))
    var found = 0
    for _ in 0..<300 {
      var writer = ScalarWriter(random, newline: newline)
      let sample = Sample(file: writer.file(style), newline: newline)
      random = writer.random
      guard let node = try? sample.read(), let value = node.scalar else { continue }
      found += 1
      try check(value, node.place, sample)
    }
    #expect(found > 200)
  }

  private func check(_ value: String, _ place: Place, _ sample: Sample) throws {
    let places = try #require(
      ScalarPlaces(value, in: sample.file, line: place.line, column: place.column),
      "\(value.debugDescription) in\n\(sample.file)")
    let lines = sample.file.unicodeScalars.split(omittingEmptySubsequences: false) {
      $0 == "\n"
    }.map { Array($0) }
    var offset = 0
    var last = (line: 0, column: 0)
    for scalar in value.unicodeScalars {
      let found = places.place(atByte: offset)
      let line = lines[found.line - 1]
      // Behind the last of a line stands its break.
      let source = found.column <= line.count ? line[found.column - 1] : "\n"
      let isWritten = source == scalar || (source == "\r" && scalar == "\n")
      let isFold = scalar == " " && (source == "\n" || source == "\r")
      #expect(
        isWritten || isFold || source == "\\",
        "\(scalar.debugDescription) is not \(source.debugDescription) in\n\(sample.file)")
      #expect(last < found)
      last = found
      offset += scalar.utf8.count
    }
    #expect(last < places.place(atByte: offset) || value.isEmpty)
  }

  @Test(arguments: [
    ("when: ab", 1, 8), ("when: 'a''b'", 2, 11), ("when: \"\\u4e2db\"", 3, 14),
    ("中文: x\nwhen: |\n  中b", 3, 4), ("when: >-\n   a\n   b", 2, 4),
    ("when: |2\n    a", 2, 5), ("when: &x !!str 'ab'", 1, 18), ("{中: 1, when: a}", 0, 14),
    ("when: a\n  b", 1, 8), ("when: \"a \\\n   b\"", 2, 4),
    ("when: |\r\n  a\r\n\r\n  b", 3, 3), ("when: >\n  a\n   b\n  c", 4, 5),
  ])
  func `a character is found through all that stands between`(
    text: String, offset: Int, column: Int
  ) throws {
    let node = try #require(try YAMLSource.parse(text, file: "a.yaml")["when"])
    let value = try #require(node.scalar)
    let places = try #require(
      ScalarPlaces(value, in: text, line: node.place.line, column: node.place.column),
      "\(value.debugDescription)")
    #expect(places.place(atByte: offset).column == column, "\(value.debugDescription)")
  }

  @Test func `a value that doesn't stand there has no places`() {
    #expect(ScalarPlaces("b", in: "a", line: 1, column: 1) == nil)
    #expect(ScalarPlaces("b", in: "a", line: 3, column: 1) == nil)
    #expect(ScalarPlaces("aa", in: "a", line: 1, column: 1) == nil)
  }
}
