import Expression

/// A set of codes in an expression, written as a list: `A01..A09, B*, noise`.
final class CodesValue: VocabularyValue {
  static let name = "codes"
  /// Most items of one set.
  static let itemsMax = 200
  /// Most characters of one item.
  static let itemMax = 130

  let text: String
  private let codes: Set<String>
  private let prefixes: [String]
  private let ranges: [(first: [Unicode.Scalar], last: [Unicode.Scalar])]

  /// Items are parted by commas: a code, a beginning with `*` behind it, or two codes of equal
  /// length with `..` between them, both included.
  init(_ text: String) throws(FunctionError) {
    var codes: Set<String> = []
    var prefixes: [String] = []
    var ranges: [(first: [Unicode.Scalar], last: [Unicode.Scalar])] = []
    let items = text.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "，" }
    guard items.count <= CodesValue.itemsMax else {
      throw FunctionError(
        zh: "一组代号至多\(CodesValue.itemsMax)项，此处有\(items.count)项",
        en: "a set of codes has at most \(CodesValue.itemsMax) items, this one \(items.count)")
    }
    for item in items {
      let item = CodesValue.trimmed(item)
      switch try CodesValue.read(item) {
      case .code(let code): codes.insert(code)
      case .prefix(let prefix): prefixes.append(prefix)
      case .range(let first, let last): ranges.append((first, last))
      }
    }
    self.text = text
    self.codes = codes
    self.prefixes = prefixes
    self.ranges = ranges
  }

  func contains(_ code: String) -> Bool {
    if codes.contains(code) || prefixes.contains(where: { code.hasPrefix($0) }) { return true }
    guard !ranges.isEmpty, code.utf8.count <= CodesValue.itemMax * 4 else { return false }
    let scalars = Array(code.unicodeScalars)
    return ranges.contains { range in
      range.first.count == scalars.count && !scalars.lexicographicallyPrecedes(range.first)
        && !range.last.lexicographicallyPrecedes(scalars)
    }
  }

  func isEqual(to other: any CustomValue) -> Bool {
    guard let other = other as? CodesValue else { return false }
    return codes == other.codes && Set(prefixes) == Set(other.prefixes)
      && Set(ranges.map { [$0.first, $0.last] }) == Set(other.ranges.map { [$0.first, $0.last] })
  }

  private enum Item {
    case code(String)
    case prefix(String)
    case range([Unicode.Scalar], [Unicode.Scalar])
  }

  private static func read(_ item: String) throws(FunctionError) -> Item {
    let words = item.split(omittingEmptySubsequences: false, whereSeparator: \.isWhitespace)
    guard !item.isEmpty, item.count <= itemMax, words.count == 1 || item.contains("..") else {
      throw wrong(item)
    }
    if item.hasSuffix("*") {
      let prefix = String(item.dropLast())
      guard !prefix.isEmpty, !prefix.contains("*"), !prefix.contains("..") else {
        throw wrong(item)
      }
      return .prefix(prefix)
    }
    guard !item.contains("*") else { throw wrong(item) }
    let ends = item.split(separator: "..", omittingEmptySubsequences: false).map(trimmed)
    guard ends.count > 1 else { return .code(item) }
    let (first, last) = (Array(ends[0].unicodeScalars), Array(ends[1].unicodeScalars))
    let isWhole = ends.allSatisfy { !$0.isEmpty && !$0.contains(where: \.isWhitespace) }
    guard ends.count == 2, isWhole, first.count == last.count,
      !last.lexicographicallyPrecedes(first)
    else {
      throw FunctionError(
        zh: "“\(item)”应为两个等长的代号，小的在前，如A01..A09",
        en: "“\(item)” must be two codes of equal length, the lower first, such as A01..A09")
    }
    return .range(first, last)
  }

  private static func wrong(_ item: String) -> FunctionError {
    FunctionError(
      zh: "“\(item.prefix(40))”不是代号、A*或A01..A09",
      en: "“\(item.prefix(40))” is no code, beginning as A*, or range as A01..A09")
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop(while: \.isWhitespace)
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...end])
  }
}
