import Kernel

/// Why a request is refused: the specification's list of codes with descriptions.
struct GeoRefusal: Error, Sendable, Hashable {
  /// One fault. The code is an HTTP status.
  struct Fault: Sendable, Hashable {
    let code: Int
    let text: Text

    init(_ code: Int, zh: String, en: String) {
      self.code = code
      text = Text(zh: zh, en: en)
    }

    /// A refusal of the house in the codes of the specification.
    init(_ problem: Problem) {
      switch problem.kind.status {
      case 401, 403: code = 403
      case 404: code = 404
      case 500...: code = problem.kind.status
      default: code = 400
      }
      text = Text(zh: problem.text(.chinese), en: problem.text(.english))
    }
  }

  let faults: [Fault]

  init(_ faults: [Fault]) { self.faults = faults }

  init(_ code: Int, zh: String, en: String) { faults = [Fault(code, zh: zh, en: en)] }

  /// The status of the answer: that of the first fault.
  var status: Int { faults.first?.code ?? 400 }

  func document(_ language: Language) -> GeoDocument {
    .list(
      "errors", of: "error",
      faults.map {
        ["code": .whole(Int64($0.code)), "description": .text($0.text[language])]
      })
  }
}

extension GeoRefusal.Fault {
  static func missing(_ name: String) -> Self {
    Self(400, zh: "缺少\(name)。", en: "\(name) was not provided.")
  }

  static func unknown(_ name: String, _ value: String) -> Self {
    let shown = String(value.prefix(80))
    return Self(404, zh: "没有\(name)“\(shown)”。", en: "\(name) “\(shown)” was not found.")
  }

  static func invalid(_ name: String, _ expected: Text, _ found: String) -> Self {
    let shown = String(found.prefix(80))
    return Self(
      400, zh: "\(name)应为\(expected.chinese)，收到的是“\(shown)”。",
      en: "\(name) must be \(expected.english); “\(shown)” was given.")
  }

  static func tooLong(_ name: String, _ most: Int) -> Self {
    Self(400, zh: "\(name)最多\(most)个字符。", en: "\(name) may have at most \(most) characters.")
  }
}
