/// The pairs of a query or of an `application/x-www-form-urlencoded` body, decoded.
struct FormFields: Sendable {
  let pairs: [(name: String, value: String)]

  /// Most pairs of one request.
  static let pairsMax = 500

  /// - Throws: a refusal for what is no UTF-8, holds control characters, or has too many pairs.
  init(_ bytes: some Sequence<UInt8>) throws(GeoRefusal) {
    let parts = Array(bytes).split(separator: UInt8(ascii: "&"))
    guard parts.count <= FormFields.pairsMax else {
      throw GeoRefusal(
        400, zh: "参数最多\(FormFields.pairsMax)个。",
        en: "A request may have at most \(FormFields.pairsMax) parameters.")
    }
    var pairs: [(name: String, value: String)] = []
    for part in parts {
      let halves = part.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = FormFields.decoded(halves[0]),
        let value = halves.count == 2 ? FormFields.decoded(halves[1]) : ""
      else {
        throw GeoRefusal(
          400, zh: "参数应为UTF-8，按百分号编码，不含控制字符。",
          en: "Parameters must be percent-encoded UTF-8 without control characters.")
      }
      pairs.append((name, value))
    }
    self.pairs = pairs
  }

  /// The text of percent-encoded bytes; nil for anything else.
  /// - Parameter plusIsSpace: as in forms, and not in paths.
  static func decoded(_ bytes: some Sequence<UInt8>, plusIsSpace: Bool = true) -> String? {
    var result: [UInt8] = []
    var iterator = bytes.makeIterator()
    while let byte = iterator.next() {
      if byte == UInt8(ascii: "%") {
        guard let high = iterator.next().flatMap(digit), let low = iterator.next().flatMap(digit)
        else { return nil }
        result.append(high << 4 | low)
      } else {
        result.append(byte == UInt8(ascii: "+") && plusIsSpace ? UInt8(ascii: " ") : byte)
      }
    }
    guard let text = String(validating: result, as: UTF8.self) else { return nil }
    let isText = text.unicodeScalars.allSatisfy {
      $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" || $0 == "\r" || $0 == "\t"
    }
    return isText ? text : nil
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }

  /// A value that is given at most once; nil where it is missing or blank, which is the same.
  func value(_ name: String) throws(GeoRefusal) -> String? {
    let values = pairs.filter { $0.name == name && !FormFields.isBlank($0.value) }
    guard values.count <= 1 else {
      throw GeoRefusal(400, zh: "\(name)只能给一次。", en: "\(name) may be given once.")
    }
    return values.first?.value
  }

  /// The values of a list that is given with commas or several times; nil where it is missing.
  func list(_ name: String) -> [String]? {
    let values = pairs.filter { $0.name == name }.flatMap { $0.value.split(separator: ",") }
      .map { FormFields.trimmed(String($0)) }.filter { !$0.isEmpty }
    return values.isEmpty ? nil : values
  }

  /// `attribute[CODE]` and `attribute[CODE][]` by their codes, in the order given.
  var attributes: [(code: String, value: String)] {
    pairs.compactMap { name, value in
      guard name.hasPrefix("attribute["), !FormFields.isBlank(value) else { return nil }
      let rest = name.dropFirst("attribute[".count)
      let inner = rest.hasSuffix("][]") ? rest.dropLast(3) : rest.dropLast(1)
      guard rest.hasSuffix("]"), !inner.isEmpty, !inner.contains("]") else { return nil }
      return (String(inner), value)
    }
  }

  static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

  static func trimmed(_ text: String) -> String {
    let start = text.drop(while: \.isWhitespace)
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...end])
  }
}
