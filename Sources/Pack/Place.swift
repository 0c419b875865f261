/// A place in a file of a pack: line and column count from 1.
public struct Place: Hashable, Sendable, Comparable {
  public let file: String
  public let line: Int
  public let column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  public var text: String { "\(file):\(line):\(column)" }

  public static func < (left: Place, right: Place) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

/// A value with the place it was read from.
public struct Located<Content: Hashable & Sendable>: Hashable, Sendable {
  public let value: Content
  public let place: Place

  public init(_ value: Content, at place: Place) {
    self.value = value
    self.place = place
  }
}
