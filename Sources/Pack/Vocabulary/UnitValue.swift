public import Expression
public import Kernel

/// A unit in an expression: its code, and where to look it up on which day. The code is empty
/// where there is none.
public final class UnitValue: VocabularyValue {
  public static let name = "unit"

  let code: String
  let date: CivilDate
  let gazetteer: any Gazetteer

  /// - Parameters:
  ///   - code: of a unit; nil where there is none.
  ///   - date: the day on which mandates are asked for.
  public init(_ code: String?, on date: CivilDate, in gazetteer: any Gazetteer) {
    self.code = code ?? ""
    self.date = date
    self.gazetteer = gazetteer
  }

  public var text: String { code }

  public func isEqual(to other: any CustomValue) -> Bool { (other as? UnitValue)?.code == code }
}
