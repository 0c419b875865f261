import City
import Hummingbird
import Kernel
import Pages
import Territory

/// Reads the fields of an address, each bounded and named where it is wrong.
struct QueryReader: Sendable {
  private let request: Request

  /// Most bytes of one field.
  private static let bytesMax = 64

  init(_ request: Request) { self.request = request }

  /// Nil where the field is missing or empty, as a form sends what was left open.
  func text(_ name: String) throws(Problem) -> String? {
    guard let value = request.uri.queryParameters[name[...]].map(String.init), !value.isEmpty else {
      return nil
    }
    guard value.utf8.count <= QueryReader.bytesMax else {
      throw Problem(
        .fieldInvalid, field: name,
        [
          "name": name, "expected": "≤ \(QueryReader.bytesMax)",
          "found": String(value.utf8.count),
        ])
    }
    return value
  }

  func date(_ name: String) throws(Problem) -> CivilDate? {
    guard let text = try text(name) else { return nil }
    guard let date = CivilDate(text) else { throw wrong(name, "2026-05-28") }
    return date
  }

  func area(_ name: String, _ city: City) throws(Problem) -> String? {
    guard let id = try text(name) else { return nil }
    guard city.territory.area(id) != nil else {
      throw Problem(.notFound, field: name, ["what": "area", "name": String(id.prefix(40))])
    }
    return id
  }

  /// A code that is known, or the sign for none, which is the empty text.
  func orNone(_ name: String, _ isKnown: (String) -> Bool) throws(Problem) -> String? {
    guard let id = try text(name) else { return nil }
    if id == FigureAddress.none { return "" }
    guard isKnown(id) else {
      throw Problem(.notFound, field: name, ["what": name, "name": String(id.prefix(40))])
    }
    return id
  }

  /// What is told about a field that cannot be read.
  func wrong(_ name: String, _ expected: String) -> Problem {
    let found = request.uri.queryParameters[name[...]].map(String.init) ?? ""
    return Problem(
      .fieldInvalid, field: name,
      ["name": name, "expected": expected, "found": String(found.prefix(40))])
  }
}
