/// A name that an expression may read. A dotted name, `matter.category`, is one variable.
public struct Variable: Sendable, Hashable {
  /// The name as expressions write it.
  public let name: String
  /// What its values must be.
  public let type: CELType

  /// Declares a variable.
  public init(name: String, type: CELType) {
    self.name = name
    self.type = type
  }
}
