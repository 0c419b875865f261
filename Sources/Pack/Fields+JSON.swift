public import Kernel

extension Fields {
  /// Whatever stands under a key, as JSON: plain numbers and true/false as such, everything else as
  /// text.
  public mutating func jsonIfPresent(_ key: String, _ about: String) -> JSON? {
    take(key, .text, about, required: false)?.json
  }
}

extension SourceNode {
  var json: JSON {
    switch content {
    case .scalar(let text, let isPlain):
      if isPlain, ["", "null", "~"].contains(text) { return .null }
      if isPlain, let number = Int64(text), String(number) == text { return .integer(number) }
      if isPlain, let number = Double(text), text.contains("."), number.isFinite {
        return .double(number)
      }
      if isPlain, text == "true" || text == "false" { return .boolean(text == "true") }
      return .string(text)
    case .sequence(let elements): return .array(elements.map(\.json))
    case .mapping(let members):
      return .object(
        Dictionary(members.map { ($0.key, $0.value.json) }) { first, _ in first })
    }
  }
}
