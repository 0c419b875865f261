public import Expression

/// What packs add to the language of expressions: one list, from which the environments of packs
/// and the reference page are made.
public enum Vocabulary {
  /// The libraries of every environment, for a pack that isn't known.
  public static let libraries = libraries(nil)

  /// The libraries of every environment.
  /// - Parameter codes: what constants may name; nil for anything.
  public static func libraries(_ codes: PackCodes?) -> [Library] {
    Library.all + [.time, .amounts, .places(codes), .units(codes), .codes]
  }

  /// Where expressions stand, with the variables that may be read there.
  public static let environments: [(name: String, about: String, variables: [PackVariable])] = [
    (
      "Routing", "`when` of a routing rule: whether the rule finds the lead unit.",
      PackVariables.ofMatter
    ),
    (
      "Limits", "`when` of one of a clock's `limits`: whether the limit holds.",
      PackVariables.ofLimit
    ),
    (
      "Steps", "`when` of a step: what must hold before it is taken.", PackVariables.ofProgress
    ),
    (
      "Figures", "`when` of a figure: which observations it counts.", PackVariables.ofObservation
    ),
  ]
}
