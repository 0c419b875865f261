import Foundation
import FoundationXML
import Kernel
import Open311
import TestKit
import Testing

/// A structural check of JSON against the part of JSON Schema that the committed schemas use.
enum ShapeCheck {
  /// Where the schemas lie.
  static let folder = root + "/Tests/Open311Tests/Schemas/"

  /// What is wrong, with its place; empty for nothing.
  static func faults(_ text: String, _ schema: String) throws -> [String] {
    let bytes = try #require(fileBytes(folder + schema + ".json"), "no schema \(schema)")
    return faults(try JSON(parsing: text), try JSON(parsing: bytes), "$")
  }

  private static func faults(_ value: JSON, _ schema: JSON, _ place: String) -> [String] {
    var faults: [String] = []
    let types = schema["type"]?.array?.compactMap(\.string) ?? [schema["type"]?.string ?? ""]
    if !types.contains(where: { isOf($0, value) }) { return ["\(place) is no \(types)"] }
    if let words = schema["enum"]?.array, !words.contains(value) { faults.append("\(place) enum") }
    if let text = value.string {
      if text.count < schema["minLength"]?.integer ?? 0 { faults.append("\(place) is short") }
      if let pattern = schema["pattern"]?.string, !matches(text, pattern) {
        faults.append("\(place) “\(text)” does not match")
      }
    }
    if let number = value.integer, number < schema["minimum"]?.integer ?? .min {
      faults.append("\(place) is small")
    }
    if let elements = value.array {
      if elements.count < schema["minItems"]?.integer ?? 0 { faults.append("\(place) is short") }
      if elements.count > schema["maxItems"]?.integer ?? .max { faults.append("\(place) is long") }
      for (index, element) in elements.enumerated() {
        faults += Self.faults(element, schema["items"] ?? .null, "\(place)[\(index)]")
      }
    }
    if let members = value.object {
      let properties = schema["properties"]?.object ?? [:]
      for name in schema["required"]?.array?.compactMap(\.string) ?? [] where members[name] == nil {
        faults.append("\(place).\(name) is missing")
      }
      for (name, member) in members {
        guard let property = properties[name] else {
          faults.append("\(place).\(name) is unknown")
          continue
        }
        faults += Self.faults(member, property, "\(place).\(name)")
      }
    }
    return faults
  }

  private static func isOf(_ type: String, _ value: JSON) -> Bool {
    switch (type, value) {
    case ("null", .null), ("boolean", .boolean), ("integer", .integer), ("string", .string),
      ("array", .array), ("object", .object), ("number", .double), ("number", .integer):
      true
    default: false
    }
  }

  private static func matches(_ text: String, _ pattern: String) -> Bool {
    text.range(of: pattern, options: .regularExpression) != nil
  }
}

/// An element of an XML document.
final class MarkupElement {
  let name: String
  var text = ""
  var children: [MarkupElement] = []

  init(_ name: String) { self.name = name }

  /// The value in JSON of which this is the Spark form; kinds of values follow the JSON.
  func matches(_ json: JSON) -> Bool {
    switch json {
    case .null: children.isEmpty && text.isEmpty
    case .boolean(let flag): text == (flag ? "true" : "false")
    case .integer(let number): text == String(number)
    case .double(let number): Double(text) == number
    case .string(let string): text == string
    case .array(let elements):
      children.count == elements.count && zip(children, elements).allSatisfy { $0.matches($1) }
        && Set(children.map(\.name)).count <= 1
    case .object(let members):
      children.count == members.count
        && children.allSatisfy { child in members[child.name].map(child.matches) ?? false }
    }
  }
}

/// Reads XML with the system's parser, which refuses what is not well-formed.
final class XMLReader: NSObject, XMLParserDelegate {
  private var open: [MarkupElement] = []
  private var top: MarkupElement?

  static func read(_ text: String) throws -> MarkupElement {
    let reader = XMLReader()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    let isRead = parser.parse()
    try #require(isRead, "\(String(describing: parser.parserError)): \(text)")
    return try #require(reader.top)
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    let element = MarkupElement(name)
    open.last?.children.append(element)
    open.append(element)
    if top == nil { top = element }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { open.last?.text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    guard let element = open.popLast(), !element.children.isEmpty else { return }
    element.text = ""
  }
}
