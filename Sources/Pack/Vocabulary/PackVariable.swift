public import Expression

/// A variable that the expressions of packs may read, with a sentence about it.
public struct PackVariable: Sendable {
  /// Its name, type and size.
  public let variable: Variable
  /// What it holds, for reference pages.
  public let about: String

  /// The name as expressions write it.
  public var name: String { variable.name }

  /// Most bytes of what packs and people write in at most 64 characters.
  private static let wordBytesMax = 256

  init(_ name: String, _ type: CELType, sizeMax: Int = wordBytesMax, _ about: String) {
    variable = Variable(name: name, type: type, sizeMax: sizeMax)
    self.about = about
  }
}
