extension ScalarSet {
  /// The set of `\p{name}`: a general category or one of the scripts below; nil if unknown.
  static func property(_ name: String) -> ScalarSet? {
    if let ranges = scripts[name] { return ScalarSet(ranges: ranges) }
    if name == "Any" { return all }
    guard (1...2).contains(name.utf8.count),
      abbreviations.values.contains(where: {
        $0.hasPrefix(name)
      })
    else { return nil }
    let category = Category(
      contains: { scalar in
        abbreviations[scalar.properties.generalCategory]?.hasPrefix(name) ?? false
      }, isNegated: false)
    return ScalarSet(categories: [category])
  }

  /// The main blocks of some scripts, from the Unicode block list; the standard library has no
  /// script property.
  private static let scripts: [String: [ClosedRange<UInt32>]] = [
    "Han": [
      0x2E80...0x2FD5, 0x3005...0x3005, 0x3007...0x3007, 0x3021...0x3029, 0x3038...0x303B,
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAD9, 0x16FE2...0x16FE3, 0x20000...0x2FA1D,
      0x30000...0x323AF,
    ],
    "Hiragana": [0x3041...0x3096, 0x309D...0x309F],
    "Katakana": [0x30A1...0x30FA, 0x30FD...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D],
    "Hangul": [0x1100...0x11FF, 0x3131...0x318E, 0xAC00...0xD7A3],
    "Latin": [
      0x41...0x5A, 0x61...0x7A, 0xAA...0xAA, 0xBA...0xBA, 0xC0...0xD6, 0xD8...0xF6,
      0xF8...0x2B8, 0x1E00...0x1EFF, 0xFF21...0xFF3A, 0xFF41...0xFF5A,
    ],
    "Greek": [0x370...0x373, 0x375...0x377, 0x37A...0x37D, 0x384...0x3E1, 0x3F0...0x3FF],
    "Cyrillic": [0x400...0x484, 0x487...0x52F, 0x1C80...0x1C88, 0x2DE0...0x2DFF],
  ]

  private static let abbreviations: [Unicode.GeneralCategory: String] = [
    .uppercaseLetter: "Lu", .lowercaseLetter: "Ll", .titlecaseLetter: "Lt",
    .modifierLetter: "Lm", .otherLetter: "Lo", .nonspacingMark: "Mn", .spacingMark: "Mc",
    .enclosingMark: "Me", .decimalNumber: "Nd", .letterNumber: "Nl", .otherNumber: "No",
    .connectorPunctuation: "Pc", .dashPunctuation: "Pd", .openPunctuation: "Ps",
    .closePunctuation: "Pe", .initialPunctuation: "Pi", .finalPunctuation: "Pf",
    .otherPunctuation: "Po", .mathSymbol: "Sm", .currencySymbol: "Sc", .modifierSymbol: "Sk",
    .otherSymbol: "So", .spaceSeparator: "Zs", .lineSeparator: "Zl",
    .paragraphSeparator: "Zp", .control: "Cc", .format: "Cf", .surrogate: "Cs",
    .privateUse: "Co", .unassigned: "Cn",
  ]
}
