/// The bounds on every expression; nothing that a pack or a user writes can go beyond them.
public enum Limits {
  /// The longest source, in bytes of UTF-8.
  public static let sourceBytesMax = 32_768
  /// The deepest nesting of the source and of its tree.
  public static let nestingMax = 160
  /// The steps of an evaluation when its caller gives no limit.
  public static let costDefault = 1_000_000
  /// The bytes of a string or elements of a list that an estimate of cost reckons with where
  /// nobody says how many there are.
  public static let sizeAssumed = 100
  /// The longest pattern of `matches`, in code points.
  public static let patternLengthMax = 1_000
  /// The largest compiled pattern, in instructions.
  public static let patternInstructionsMax = 4_000
  /// The deepest groups of a pattern.
  public static let patternNestingMax = 60
  /// The highest repeat count in a pattern: `a{1000}`.
  public static let patternRepeatMax = 1_000
  /// The longest list that `lists.range` makes.
  public static let rangeLengthMax = 1_000_000
  /// The most digits after the point that `format` writes: `%.1000f`.
  public static let formatPrecisionMax = 1_000
  /// The deepest lists and maps within lists that `format` writes.
  public static let formatNestingMax = 200

  /// The steps that folding one constant may take while compiling.
  static let foldingCostMax = 2_000
  /// The largest distance at which a name is offered as a suggestion.
  static let suggestionDistanceMax = 3
}
