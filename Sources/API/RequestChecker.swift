public import Kernel

/// Checks a request against its operation before the operation sees it.
public enum RequestChecker {
  /// Most parameters of one query.
  public static let parametersMax = 50

  /// The query as the operation declares it.
  /// - Throws: `request.field-invalid`, `request.field-missing` or `request.field-unknown`.
  public static func query(
    _ pairs: [(name: String, value: String)], of operation: Operation
  ) throws(Problem) -> [String: String] {
    let declared = operation.parameters.filter { $0.place == .query }
    guard pairs.count <= parametersMax else {
      throw Problem(
        .fieldInvalid,
        [
          "name": "query", "expected": "at most \(parametersMax) parameters",
          "found": String(pairs.count),
        ])
    }
    var values: [String: String] = [:]
    for (name, value) in pairs {
      guard let parameter = declared.first(where: { $0.name == name }) else {
        let shown = String(name.prefix(80))
        throw Problem(
          .fieldUnknown, field: shown,
          ["name": shown, "known": declared.map(\.name).joined(separator: ", ")])
      }
      guard values[name] == nil else {
        throw Problem(
          .fieldInvalid, field: name,
          ["name": name, "expected": "given once", "found": String(value.prefix(80))])
      }
      try check(value, parameter)
      values[name] = value
    }
    for parameter in declared where parameter.isRequired && values[parameter.name] == nil {
      throw Problem(.fieldMissing, field: parameter.name, ["name": parameter.name])
    }
    return values
  }

  /// Refuses a value that its parameter's schema excludes.
  public static func check(_ value: String, _ parameter: Operation.Parameter) throws(Problem) {
    let expected: String?
    switch parameter.schema {
    case .text(let max, let format, _):
      if value.unicodeScalars.count > max {
        expected = "at most \(max) characters"
      } else if format == "date-time", Instant(value, offset: .china) == nil {
        expected = "2026-05-28T08:00:00+08:00"
      } else if format == "date", CivilDate(value) == nil {
        expected = "2026-05-28"
      } else {
        expected = nil
      }
    case .choice(let texts): expected = texts.contains(value) ? nil : texts.joined(separator: " / ")
    case .integer(let range):
      expected =
        Int64(value).map(range.contains) == true
        ? nil : "\(range.lowerBound)–\(range.upperBound)"
    case .boolean: expected = value == "true" || value == "false" ? nil : "true / false"
    default: expected = nil
    }
    guard let expected else { return }
    throw Problem(
      .fieldInvalid, field: parameter.name,
      ["name": parameter.name, "expected": expected, "found": String(value.prefix(80))])
  }
}
