/// A Swift file taken apart, so that a rule about code is not set off by a word in a string.
struct SwiftText {
  /// Line by line what is neither comment nor the inside of a string literal.
  private(set) var code: [String] = [""]
  /// Line by line what stands in comments.
  private(set) var comments: [String] = [""]

  private enum Place {
    case code
    case lineComment
    case blockComment(depth: Int)
    case string(hashes: Int, isLong: Bool)
  }

  init(_ file: RepositoryFile) {
    let text = Array(file.text.unicodeScalars)
    var place = Place.code
    var index = 0
    while index < text.count {
      let rest = text[index...]
      if text[index] == "\n" {
        place = Self.afterLineEnd(place)
        code.append("")
        comments.append("")
        index += 1
        continue
      }
      switch place {
      case .code:
        index += stepInCode(rest, &place)
      case .lineComment:
        comments[comments.count - 1].unicodeScalars.append(text[index])
        index += 1
      case .blockComment(let depth):
        index += stepInBlockComment(rest, depth, &place)
      case .string(let hashes, let isLong):
        index += stepInString(rest, hashes, isLong, &place)
      }
    }
  }

  private static func afterLineEnd(_ place: Place) -> Place {
    switch place {
    case .lineComment, .string(_, false): .code
    default: place
    }
  }

  private mutating func stepInCode(_ rest: ArraySlice<Unicode.Scalar>, _ place: inout Place) -> Int
  {
    if rest.starts(with: "//".unicodeScalars) {
      place = .lineComment
      return 2
    }
    if rest.starts(with: "/*".unicodeScalars) {
      place = .blockComment(depth: 1)
      return 2
    }
    let hashes = rest.prefix { $0 == "#" }.count
    if rest.dropFirst(hashes).first == "\"" {
      let isLong = rest.dropFirst(hashes).starts(with: "\"\"\"".unicodeScalars)
      place = .string(hashes: hashes, isLong: isLong)
      code[code.count - 1] += "\""
      return hashes + (isLong ? 3 : 1)
    }
    if let scalar = rest.first { code[code.count - 1].unicodeScalars.append(scalar) }
    return 1
  }

  private mutating func stepInBlockComment(
    _ rest: ArraySlice<Unicode.Scalar>, _ depth: Int, _ place: inout Place
  ) -> Int {
    if rest.starts(with: "*/".unicodeScalars) {
      place = depth == 1 ? .code : .blockComment(depth: depth - 1)
      return 2
    }
    if rest.starts(with: "/*".unicodeScalars) {
      place = .blockComment(depth: depth + 1)
      return 2
    }
    if let scalar = rest.first { comments[comments.count - 1].unicodeScalars.append(scalar) }
    return 1
  }

  private mutating func stepInString(
    _ rest: ArraySlice<Unicode.Scalar>, _ hashes: Int, _ isLong: Bool, _ place: inout Place
  ) -> Int {
    let marks = String(repeating: "#", count: hashes)
    let quotes = isLong ? "\"\"\"" : "\""
    if rest.starts(with: (quotes + marks).unicodeScalars) {
      place = .code
      code[code.count - 1] += "\""
      return quotes.utf8.count + hashes
    }
    if rest.starts(with: ("\\" + marks + "(").unicodeScalars) {
      return 1 + hashes + Self.lengthOfInterpolation(rest.dropFirst(1 + hashes))
    }
    if rest.starts(with: ("\\" + marks).unicodeScalars), rest.dropFirst(1 + hashes).first != "\n" {
      return 2 + hashes
    }
    return 1
  }

  /// How far it is to the `)` that closes the `(` at the start; to the line's end if none does.
  private static func lengthOfInterpolation(_ rest: ArraySlice<Unicode.Scalar>) -> Int {
    var depth = 0
    for (offset, scalar) in rest.enumerated() {
      if scalar == "\n" { return offset }
      if scalar == "(" { depth += 1 }
      if scalar == ")" {
        depth -= 1
        if depth == 0 { return offset + 1 }
      }
    }
    return rest.count
  }
}
