/// A name that an expression may read. A dotted name, `matter.category`, is one variable.
public struct Variable: Sendable, Hashable {
  /// The name as expressions write it.
  public let name: String
  /// What its values must be.
  public let type: CELType
  /// The most bytes of a string or elements of a list or map that its values have; estimates of
  /// cost reckon with it, evaluation doesn't look at it.
  public let sizeMax: Int

  /// Declares a variable.
  public init(name: String, type: CELType, sizeMax: Int = Limits.sizeAssumed) {
    self.name = name
    self.type = type
    self.sizeMax = max(0, sizeMax)
  }
}
