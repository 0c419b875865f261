import API
import Kernel

/// What the head of one part of a `multipart/form-data` body says (RFC 7578): which field it is,
/// and whether it is a file.
struct MultipartHead: Hashable, Sendable {
  let name: String
  /// As the browser calls the file; nil for a text, empty where no file was chosen.
  let fileName: String?

  /// Most bytes of a head.
  static let bytesMax = 2_048
  private static let linesMax = 8

  /// - Throws: `request.form-invalid` for a head without a name, for a part that holds parts, and
  ///   for texts in anything but UTF-8.
  init(_ bytes: some Collection<UInt8>) throws(Problem) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Problem(.formInvalid) }
    let lines = text.components(separatedBy: "\r\n")
    guard (1...MultipartHead.linesMax).contains(lines.count) else { throw Problem(.formInvalid) }
    var members: [String: String] = [:]
    for line in lines {
      let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let isPlain = line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
      guard halves.count == 2, isPlain, !halves[0].isEmpty, !halves[0].contains(" ") else {
        throw Problem(.formInvalid)
      }
      let old = members.updateValue(
        MultipartHead.trimmed(halves[1]), forKey: halves[0].lowercased())
      guard old == nil else { throw Problem(.formInvalid) }
    }
    let disposition = try MultipartHead.parameters(members["content-disposition"] ?? "")
    guard disposition.value == "form-data", let name = disposition.parameters["name"],
      !name.isEmpty, name.utf8.count <= Form.Limits.nameBytesMax
    else { throw Problem(.formInvalid) }
    self.name = name
    fileName = disposition.parameters["filename"].map { String($0.suffix(Form.Limits.fileNameMax)) }
    let encoding = members["content-transfer-encoding"]?.lowercased() ?? "binary"
    guard ["binary", "8bit", "7bit"].contains(encoding) else { throw Problem(.formInvalid) }
    try MultipartHead.check(type: members["content-type"], isFile: fileName != nil)
  }

  /// The type that a browser gives a file is believed in nothing. A text must be one.
  private static func check(type: String?, isFile: Bool) throws(Problem) {
    guard let type else { return }
    let (value, parameters) = try parameters(type)
    guard !value.hasPrefix("multipart/") else { throw Problem(.formInvalid) }
    if isFile { return }
    let charset = parameters["charset"]?.lowercased() ?? "utf-8"
    guard value == "text/plain", ["utf-8", "us-ascii"].contains(charset) else {
      throw Problem(.formInvalid)
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let start = String(text.drop { $0 == " " || $0 == "\t" })
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }

  /// `form-data; name="a"; filename="b"` taken apart.
  /// - Throws: `request.form-invalid` for a parameter that stands twice or is not closed.
  static func parameters(
    _ text: String
  ) throws(Problem) -> (value: String, parameters: [String: String]) {
    let value = text.prefix { $0 != ";" }
    var rest = text.dropFirst(value.count)
    var parameters: [String: String] = [:]
    while rest.first == ";" {
      rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
      if rest.isEmpty { break }
      let name = rest.prefix { $0 != "=" && $0 != ";" && $0 != "\"" }.lowercased()
      rest = rest.dropFirst(name.count)
      guard rest.first == "=" else { throw Problem(.formInvalid) }
      rest = rest.dropFirst()
      let content: String
      if rest.first == "\"" {
        let quoted = rest.dropFirst().prefix { $0 != "\"" }
        rest = rest.dropFirst(quoted.count + 1)
        guard rest.first == "\"" else { throw Problem(.formInvalid) }
        rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
        content = unescaped(String(quoted))
      } else {
        let token = rest.prefix { $0 != ";" }
        rest = rest.dropFirst(token.count)
        content = trimmed(token)
      }
      guard rest.isEmpty || rest.first == ";", !name.isEmpty,
        parameters.updateValue(content, forKey: trimmed(name)) == nil
      else { throw Problem(.formInvalid) }
    }
    return (trimmed(value).lowercased(), parameters)
  }

  /// Browsers write a quotation mark and the ends of lines in names so (HTML standard).
  private static func unescaped(_ text: String) -> String {
    text.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
  }
}

extension StringProtocol {
  /// The parts between the places where a text stands.
  fileprivate func components(separatedBy separator: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(Substring(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [Substring(rest)]
  }
}
