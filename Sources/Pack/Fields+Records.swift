extension Fields {
  /// A list of records; the value may also be the name of a CSV file beside this one.
  public mutating func list<Element: Record>(_ key: String, _ about: String, of type: Element.Type)
    -> [Element]
  {
    let elements = elements(
      key, .list(.record(Element.schemaName)), about, required: false)
    describe(type)
    return elements.map { read($0, type) }
  }

  public mutating func record<Element: Record>(
    _ key: String, _ about: String, of type: Element.Type
  ) -> Element? {
    let value = take(key, .record(Element.schemaName), about, required: false)
    describe(type)
    return value.map { read($0, type) }
  }

  func read<Element: Record>(_ node: SourceNode, _ type: Element.Type) -> Element {
    var fields = Fields(node, sink)
    let element = Element(&fields)
    fields.finish()
    return element
  }

  private func describe<Element: Record>(_ type: Element.Type) {
    guard isDescribing, sink.records[Element.schemaName] == nil else { return }
    sink.records[Element.schemaName] = (Element.about, [])
    var fields = Fields(node, sink)
    _ = Element(&fields)
    sink.records[Element.schemaName] = (Element.about, fields.shapes)
  }
}

extension Record {
  /// The record's name in the schema: its type's name.
  static var schemaName: String { "\(Self.self)" }
}
