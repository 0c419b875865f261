extension Library {
  /// Texts: places, parts, replacement, letters and `format`. Places are code points from 0.
  public static let strings = Library(
    "strings", about: "Reads, takes apart and makes texts; places are code points, from 0",
    places + edits + [join, format])

  private static let places: [Function] = [
    Function(
      "charAt", .receiver, [[.string, .int]], .string,
      about: "The character at a place; empty at the end of the text",
      apply: StringPlaces.charAt),
    Function(
      "indexOf", .receiver, [[.string, .string], [.string, .string, .int]], .int,
      about: "The place where a text first occurs, from a place on; -1 if it doesn't",
      apply: StringPlaces.indexOf),
    Function(
      "lastIndexOf", .receiver, [[.string, .string], [.string, .string, .int]], .int,
      about: "The place where a text last occurs, at a place or before; -1 if it doesn't",
      apply: StringPlaces.lastIndexOf),
    Function(
      "substring", .receiver, [[.string, .int], [.string, .int, .int]], .string,
      about: "The text from one place up to another, or to the end",
      apply: StringPlaces.substring),
  ]

  private static let edits: [Function] = [
    Function(
      "lowerAscii", .receiver, [[.string]], .string,
      about: "The text with the letters A to Z as small letters"
    ) { try StringEdits.changeCase($0, 0x41...0x5A, &$1) },
    Function(
      "upperAscii", .receiver, [[.string]], .string,
      about: "The text with the letters a to z as capitals"
    ) { try StringEdits.changeCase($0, 0x61...0x7A, &$1) },
    Function(
      "replace", .receiver,
      [[.string, .string, .string], [.string, .string, .string, .int]], .string,
      about: "The text with a part replaced wherever it occurs, or only so many times",
      apply: StringEdits.replace),
    Function(
      "split", .receiver, [[.string, .string], [.string, .string, .int]], .list(.string),
      about: "The parts of the text between separators, or only so many parts",
      apply: StringEdits.split),
    Function(
      "trim", .receiver, [[.string]], .string,
      about: "The text without white space at its ends",
      apply: StringEdits.trim),
    Function(
      "reverse", .receiver, [[.string]], .string,
      about: "The characters of the text from last to first",
      apply: StringEdits.reverse),
    Function(
      "strings.quote", .global, [[.string]], .string,
      about: "The text in double quotes, with escapes for what can't be seen",
      apply: StringEdits.quote),
  ]

  private static let join = Function(
    "join",
    [
      .metered(.receiver, [.list(.string)], .string) {
        try StringEdits.join($0, separator: "", &$1)
      },
      .metered(.receiver, [.list(.string), .string], .string) {
        try StringEdits.join($0, separator: try $0.string(1), &$1)
      },
    ], about: "The texts of a list one after another, with a separator between them")

  private static let format = Function(
    "format", .receiver, [[.string, .list(.dyn)]], .string,
    about: "The text with each of %s %d %f %e %b %o %x %X replaced by the next of the values"
  ) { given, budget in
    let template = try FormatTemplate(try given.string(0))
    return .string(try template.filled(with: try given.list(1), &budget))
  }
}
