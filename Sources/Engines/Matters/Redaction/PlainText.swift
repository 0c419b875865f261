/// A text as the eye reads it, so that no disguise hides a number or a name.
///
/// Wide and narrow forms are one, as are digits of all scripts, kinds of blank, and kinds of dash;
/// letters are capital; what is not seen (joiners, direction marks, combining marks) is left out;
/// pictures are one sign, `PlainText.picture`.
struct PlainText {
  let cells: [Unicode.Scalar]
  /// Where each cell stands among the scalars of the text, and their number at the end.
  private let starts: [Int]

  static let picture: Unicode.Scalar = "\u{25C7}"

  init(_ scalars: [Unicode.Scalar]) {
    var cells: [Unicode.Scalar] = []
    var starts: [Int] = []
    for (offset, scalar) in scalars.enumerated() {
      guard let cell = PlainText.plain(scalar) else { continue }
      cells.append(cell)
      starts.append(offset)
    }
    self.cells = cells
    self.starts = starts + [scalars.count]
  }

  /// The scalars of some cells, with what is not seen between and after them.
  func origin(of range: Range<Int>) -> Range<Int> {
    starts[range.lowerBound]..<starts[range.upperBound]
  }

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x0A, 0x0D: "\n"
    case 0x09, 0x20: " "
    case 0x61...0x7A: Unicode.Scalar(scalar.value - 0x20)
    case 0x21...0x7E: scalar
    case 0x00...0x7F: nil
    case 0x4E00...0x9FFF, 0x3001, 0x3002, 0x201C, 0x201D: scalar
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0).flatMap(plain)
    case 0xB7, 0x2022, 0x2027, 0x2219, 0x22C5, 0x30FB, 0xFF65: "·"
    case 0x25CB, 0x25EF, 0x3007: "〇"
    case 0xD7: "X"
    case 0x2236, 0xFE55: ":"
    case 0x2212, 0x2500, 0x2501, 0x30FC: "-"
    case 0x3014, 0x3010, 0x300C: "["
    case 0x3015, 0x3011, 0x300D: "]"
    default: rare(scalar)
    }
  }

  private static func rare(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    let properties = scalar.properties
    if properties.numericType == .decimal || properties.numericType == .digit,
      let value = properties.numericValue, (0...9).contains(value)
    {
      return Unicode.Scalar(UInt8(0x30 + value))
    }
    if properties.isDefaultIgnorableCodePoint { return nil }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format, .control: return nil
    case .spaceSeparator: return " "
    case .lineSeparator, .paragraphSeparator: return "\n"
    case .dashPunctuation: return "-"
    case .otherSymbol, .modifierSymbol, .privateUse, .unassigned:
      // Signs of measure, such as ㎡ and ℃, are no pictures.
      let isMeasure = scalar.value < 0x2190 || (0x3200...0x33FF).contains(scalar.value)
      return isMeasure ? scalar : picture
    default: return scalar
    }
  }
}
