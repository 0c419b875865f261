/// Functions that belong together and are added to an environment together.
public struct Library: Sendable {
  /// The name of the library, as reference pages show it: `strings`.
  public let name: String
  /// One sentence on what it is for.
  public let about: String
  /// Its functions.
  public let functions: [Function]

  /// Declares a library.
  public init(_ name: String, about: String, _ functions: [Function]) {
    self.name = name
    self.about = about
    self.functions = functions
  }
}
