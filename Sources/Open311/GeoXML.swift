import Kernel

/// Writes XML 1.0 in UTF-8.
enum GeoXML {
  static func text(of document: GeoDocument) -> String {
    var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    write(document.root, document.value, 0, to: &text)
    return text
  }

  private static func write(
    _ name: String, _ value: GeoDocument.Value, _ depth: Int, to text: inout String
  ) {
    let margin = String(repeating: "  ", count: depth)
    func element(_ content: String) {
      text += content.isEmpty ? "\(margin)<\(name)/>\n" : "\(margin)<\(name)>\(content)</\(name)>\n"
    }
    switch value {
    case .text(let content): element(XMLText.escaped(content ?? ""))
    case .whole(let number): element(String(number))
    case .number(let number): element(number.map { "\($0)" } ?? "")
    case .flag(let flag): element(flag ? "true" : "false")
    case .record(let record):
      text += "\(margin)<\(name)>\n"
      for member in record.members { write(member.name, member.value, depth + 1, to: &text) }
      text += "\(margin)</\(name)>\n"
    case .list(let inner, let values):
      if values.isEmpty { return element("") }
      text += "\(margin)<\(name)>\n"
      for value in values { write(inner, value, depth + 1, to: &text) }
      text += "\(margin)</\(name)>\n"
    }
  }
}
