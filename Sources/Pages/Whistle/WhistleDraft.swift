public import City
public import Journal
public import Kernel
import Matters
import Pack

/// A whistle as far as it has been written: the answers of both steps, carried from page to page.
public struct WhistleDraft: Sendable {
  public enum Step: String, Sendable { case what, whom }

  /// Names of the answers of the first step.
  static let asked = ["kind", "sort", "title", "demand", "area", "category", "matter"]
  /// Names of the fields of the search.
  public enum Search {
    public static let text = "query"
    public static let function = "held"
  }

  public var values: [String: JSON]
  /// What was searched for.
  public var query: String
  public var function: String

  /// Whether units were ticked since the preview was made, which were therefore not called yet.
  public var isChanged = false

  /// The name of the field with the units that the preview showed.
  public static let shown = "shown"

  public init(_ values: [String: JSON], query: String = "", function: String = "") {
    self.values = values
    self.query = query
    self.function = function
  }

  public func text(_ name: String) -> String { values[name]?.string ?? "" }

  /// The units that were chosen, as `unit/function`.
  public var units: [String] {
    var seen: Set<String> = []
    return (values["units"]?.array ?? []).compactMap(\.string).filter {
      seen.insert($0).inserted
    }
  }

  /// The step to which a refusal leads back.
  public static func step(of problem: Problem) -> Step {
    let name = problem.field.drop { $0 == "/" }.prefix { $0 != "/" }
    return asked.contains(String(name)) ? .what : .whom
  }
}
