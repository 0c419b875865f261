/// The text of an expression: turns offsets into lines and columns.
struct SourceText: Sendable {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  func clamp(_ offset: Int) -> Int {
    min(max(0, offset), text.utf8.count)
  }

  /// Line and column from 1; columns count code points.
  func position(of offset: Int) -> (line: Int, column: Int) {
    var (line, column) = (1, 1)
    for byte in text.utf8.prefix(offset) {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }
}
