/// One row of a result: values by position, in the order of the statement's columns.
public struct Row: Hashable, Sendable {
  public let values: [SQLValue]

  public init(_ values: [SQLValue]) {
    self.values = values
  }

  /// The integer at a position whose column is declared INTEGER NOT NULL.
  public func integer(_ index: Int) -> Int64 {
    guard case .integer(let value) = values[index] else {
      preconditionFailure("column \(index) is not an integer: \(values[index])")
    }
    return value
  }

  /// The text at a position whose column is declared TEXT NOT NULL.
  public func text(_ index: Int) -> String {
    guard case .text(let value) = values[index] else {
      preconditionFailure("column \(index) is not a text: \(values[index])")
    }
    return value
  }

  /// The bytes at a position whose column is declared BLOB NOT NULL.
  public func blob(_ index: Int) -> [UInt8] {
    guard case .blob(let value) = values[index] else {
      preconditionFailure("column \(index) is not a blob: \(values[index])")
    }
    return value
  }

  public func integerIfPresent(_ index: Int) -> Int64? {
    if case .integer(let value) = values[index] { return value }
    return nil
  }

  public func textIfPresent(_ index: Int) -> String? {
    if case .text(let value) = values[index] { return value }
    return nil
  }
}
