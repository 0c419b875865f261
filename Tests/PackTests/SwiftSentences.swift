import Foundation

/// The sentences that the sources of the expression language may say, found in their text.
struct SwiftSentences {
  private let text: [Character]

  init(_ text: String) {
    self.text = Array(text)
  }

  /// The templates in calls that make errors, and in functions that give sentences.
  var templates: Set<String> {
    var found: Set<String> = []
    for opening in ["Fault(", "evaluation(", "FunctionError("] {
      for start in starts(of: opening) { found.formUnion(literals(start, "(", ")")) }
    }
    for start in starts(of: "-> Sentence? {") { found.formUnion(literals(start, "{", "}")) }
    return found.filter { $0.contains { $0.isLetter } }
  }

  /// Positions right behind each occurrence.
  private func starts(of opening: String) -> [Int] {
    let opening = Array(opening)
    return text.indices.filter { text[$0...].starts(with: opening) }.map { $0 + opening.count }
  }

  /// The string literals up to the bracket that closes, with `{}` for what they interpolate.
  private func literals(_ start: Int, _ open: Character, _ close: Character) -> [String] {
    var found: [String] = []
    var (index, depth) = (start, 1)
    while index < text.count, depth > 0 {
      switch text[index] {
      case open: depth += 1
      case close: depth -= 1
      case "\"": found.append(literal(&index))
      default: break
      }
      index += 1
    }
    return found
  }

  /// Reads a literal from its first quotation mark to its last.
  private func literal(_ index: inout Int) -> String {
    var template = ""
    index += 1
    while index < text.count, text[index] != "\"" {
      guard text[index] == "\\" else {
        template.append(text[index])
        index += 1
        continue
      }
      index += 1
      if text[index] == "(" {
        template += "{}"
        skipInterpolation(&index)
      } else {
        template.append(text[index])
        index += 1
      }
    }
    return template
  }

  private func skipInterpolation(_ index: inout Int) {
    var depth = 0
    repeat {
      switch text[index] {
      case "(": depth += 1
      case ")": depth -= 1
      case "\"": _ = literal(&index)
      default: break
      }
      index += 1
    } while index < text.count && depth > 0
  }
}
