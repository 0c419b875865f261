import Kernel
import Testing

@testable import Pack

/// The schema for editors and the reference page tell what the reader of packs knows.
@Suite struct SchemaTests {
  private let schema = PackSchema().jsonSchema

  @Test func `the schema is valid JSON`() throws {
    #expect(try JSON(parsing: schema.prettyText) == schema)
    #expect(try JSON(parsing: schema.canonicalText) == schema)
    #expect(schema["$ref"] == "#/$defs/PackRecord")
  }

  @Test func `every reference in the schema leads somewhere`() throws {
    let definitions = try #require(schema["$defs"]?.object)
    for target in references(schema) {
      #expect(definitions[String(target.trimmingPrefix("#/$defs/"))] != nil, "\(target)")
    }
    #expect(references(schema).count > 15)
  }

  @Test func `every key has a description`() throws {
    for (name, record) in try #require(schema["$defs"]?.object) {
      #expect(record["description"]?.string?.isEmpty == false)
      #expect(record["additionalProperties"] == false)
      for (key, property) in record["properties"]?.object ?? [:] where key != "remove" {
        #expect(property["description"]?.string?.isEmpty == false, "\(name).\(key)")
      }
    }
  }

  @Test(arguments: Fixture.base.yamlFiles(in: "Packs/town") + ["Mechanisms/hotline/mechanism.yaml"])
  func `every key of a valid pack stands in the schema`(_ file: String) throws {
    var node = try YAMLSource.parse(Fixture.text(file), file: file)
    if file.hasPrefix("Mechanisms/") {
      let own = ["mechanism", "name", "about", "source", "depth"]
      let members = (node.members ?? []).filter { !own.contains($0.key) }
      node.content = .mapping(members)
    }
    #expect(try unknown(node, in: definition("PackRecord")) == [])
  }

  @Test func `the page describes every record and every key once`() throws {
    let page = PackSchema().page
    for (name, record) in try #require(schema["$defs"]?.object) {
      let title = "\n## \(name.replacing("Record", with: ""))\n"
      #expect(page.components(title) == 2, "\(name)")
      for key in record["properties"]?.object?.keys.sorted() ?? [] where key != "remove" {
        #expect(page.contains("| `\(key)` |"), "\(name).\(key)")
      }
    }
  }

  private func definition(_ name: String) throws -> JSON {
    try #require(schema["$defs"]?[name])
  }

  /// Keys of a node that its part of the schema does not have, by path.
  private func unknown(_ node: SourceNode, in part: JSON) throws -> [String] {
    if let target = part["$ref"]?.string {
      return try unknown(node, in: definition(String(target.trimmingPrefix("#/$defs/"))))
    }
    switch node.content {
    case .scalar: return []
    case .sequence(let elements):
      let items = part["items"] ?? part["oneOf"]?.array?.compactMap { $0["items"] }.first
      guard let items else { return ["a list at \(node.place.text)"] }
      return try elements.flatMap { try unknown($0, in: items) }
    case .mapping(let members):
      let properties =
        part["properties"] ?? part["oneOf"]?.array?.compactMap { $0["properties"] }.first
      return try members.flatMap { member in
        guard let property = properties?[member.key] else {
          return ["\(member.key) at \(member.place.text)"]
        }
        return try unknown(member.value, in: property)
      }
    }
  }

  private func references(_ value: JSON) -> [String] {
    switch value {
    case .object(let members):
      members.flatMap { key, value in
        key == "$ref" ? [value.string ?? ""] : references(value)
      }
    case .array(let elements): elements.flatMap(references)
    default: []
    }
  }
}

extension String {
  /// How many parts a separator cuts the text into.
  fileprivate func components(_ separator: String) -> Int {
    split(separator: separator, omittingEmptySubsequences: false).count
  }
}
