import Glibc

/// A file of messages as an office would write it.
struct MessageTable {
  static let common = "留言编号,留言用户,留言主题,留言时间,留言详情"
  static let categorised = common + ",一级标签"
  static let counted = common + ",反对数,点赞数"
  static let replied = common + ",答复意见,答复时间"

  enum Form: CaseIterable { case utf8, utf8WithMark, gb18030 }

  let header: String
  var rows: [[String]]
  var lineBreak = "\n"
  var endsWithBreak = true

  var text: String {
    let lines = [header] + rows.map { $0.map(MessageTable.quoted).joined(separator: ",") }
    return lines.joined(separator: lineBreak) + (endsWithBreak ? lineBreak : "")
  }

  func bytes(_ form: Form = .utf8) -> [UInt8] {
    switch form {
    case .utf8: Array(text.utf8)
    case .utf8WithMark: [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case .gb18030: gb18030(text)
    }
  }

  /// The field in quotation marks where it needs them.
  static func quoted(_ field: String) -> String {
    let special = field.unicodeScalars.contains { [",", "\"", "\n", "\r"].contains($0) }
    guard special else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}

/// The text in GB18030, by the C library.
func gb18030(_ text: String) -> [UInt8] {
  guard let converter = iconv_open("GB18030", "UTF-8"), converter != iconv_t(bitPattern: -1) else {
    preconditionFailure("no GB18030")
  }
  defer { iconv_close(converter) }
  var input = text.utf8.map { CChar(bitPattern: $0) }
  var output = [CChar](repeating: 0, count: input.count * 2 + 16)
  let size = output.count
  let written = input.withUnsafeMutableBufferPointer { source in
    output.withUnsafeMutableBufferPointer { target in
      var from = source.baseAddress
      var fromLeft = source.count
      var to = target.baseAddress
      var toLeft = target.count
      let code = iconv(converter, &from, &fromLeft, &to, &toLeft)
      precondition(code != Int(bitPattern: UInt.max) && fromLeft == 0)
      return size - toLeft
    }
  }
  return output[..<written].map { UInt8(bitPattern: $0) }
}
