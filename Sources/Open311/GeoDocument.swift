import Kernel

/// An answer before it is written: Open311 maps XML and JSON onto each other element by element
/// (the Spark convention), and leaves the name of the root out of the JSON.
struct GeoDocument: Sendable {
  /// What stands under a name.
  indirect enum Value: Sendable {
    /// Nil is an empty element in XML and null in JSON.
    case text(String?)
    case whole(Int64)
    case number(Double?)
    case flag(Bool)
    case record(Record)
    /// Elements of one name.
    case list(of: String, [Value])
  }

  /// Members in the order of the specification.
  struct Record: Sendable, ExpressibleByDictionaryLiteral {
    let members: [(name: String, value: Value)]

    init(_ members: [(name: String, value: Value)]) { self.members = members }

    init(dictionaryLiteral elements: (String, Value)...) {
      members = elements.map { (name: $0.0, value: $0.1) }
    }
  }

  let root: String
  let value: Value

  /// A list of records under the root.
  static func list(_ root: String, of element: String, _ records: [Record]) -> GeoDocument {
    GeoDocument(root: root, value: .list(of: element, records.map(Value.record)))
  }

  func text(_ format: GeoFormat) -> String {
    switch format {
    case .json: GeoDocument.json(value).canonicalText
    case .xml: GeoXML.text(of: self)
    }
  }

  private static func json(_ value: Value) -> JSON {
    switch value {
    case .text(let text): JSON(text)
    case .whole(let number): .integer(number)
    case .number(let number): number.map(JSON.double) ?? .null
    case .flag(let flag): .boolean(flag)
    case .record(let record):
      .object(
        Dictionary(record.members.map { ($0.name, json($0.value)) }) { first, _ in first })
    case .list(_, let values): .array(values.map(json))
    }
  }
}

/// The two formats of the specification; a path ends in one.
enum GeoFormat: String, Sendable, CaseIterable {
  case xml, json

  /// The value of `Content-Type`.
  var mediaType: String {
    switch self {
    case .xml: "text/xml; charset=utf-8"
    case .json: "application/json; charset=utf-8"
    }
  }
}
