extension Fields {
  /// A list of records; the value may also be the name of a CSV file beside this one.
  public mutating func list<Element: Record>(_ key: String, _ about: String, of type: Element.Type)
    -> [Element]
  {
    let elements = elements(
      key, .list(.record(Element.schemaName)), about, required: false)
    describe(type)
    return elements.compactMap { read($0, type) }
  }

  /// A required record; nil where it is missing or no mapping.
  public mutating func record<Element: Record>(
    _ key: String, _ about: String, of type: Element.Type
  ) -> Element? {
    let value = take(key, .record(Element.schemaName), about, required: true)
    describe(type)
    return value.flatMap { read($0, type) }
  }

  /// A record that may be left out.
  public mutating func recordIfPresent<Element: Record>(
    _ key: String, _ about: String, of type: Element.Type
  ) -> Element? {
    let value = take(key, .record(Element.schemaName), about, required: false)
    describe(type)
    return value.flatMap { read($0, type) }
  }

  private func read<Element: Record>(_ node: SourceNode, _ type: Element.Type) -> Element? {
    guard let members = node.members else {
      wrong(node, "一组键值", "a mapping")
      return nil
    }
    if let remove = members.first(where: { $0.key == "remove" }), remove.value.scalar == "true" {
      let id = node["id"]?.scalar ?? ""
      sink.report(
        Diagnostic(
          remove.place, zh: "没有可去掉的“\(id)”", en: "there is no “\(id)” to remove"))
      return nil
    }
    var fields = Fields(node, sink)
    let element = Element(&fields)
    fields.finish()
    return element
  }

  /// Reports every `id` that stands twice in the list `key`.
  func checkDistinct(_ key: String) {
    var seen: [String: Place] = [:]
    for id in elements(key).compactMap({ $0["id"] }) {
      guard let name = id.scalar else { continue }
      if let first = seen[name] {
        report(
          id.place, zh: "“\(name)”已在\(first.text)定义",
          en: "“\(name)” is already defined at \(first.text)")
      } else {
        seen[name] = id.place
      }
    }
  }

  /// The elements of the list `key` as they were written.
  func elements(_ key: String) -> [SourceNode] {
    if case .sequence(let elements) = node[key]?.content { return elements }
    return []
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
