public import Expression

/// A place in an expression: the code of an area, and where to look it up. The code is empty where
/// no place is known.
public final class PlaceValue: VocabularyValue {
  public static let name = "place"

  let code: String
  let gazetteer: any Gazetteer

  /// - Parameter code: of an area; nil where the place is not known.
  public init(_ code: String?, in gazetteer: any Gazetteer) {
    self.code = code ?? ""
    self.gazetteer = gazetteer
  }

  public var text: String { code }

  public func isEqual(to other: any CustomValue) -> Bool {
    (other as? PlaceValue)?.code == code
  }
}
