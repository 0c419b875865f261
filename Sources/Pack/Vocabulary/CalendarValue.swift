public import Expression
import Kernel
public import WorkCalendar

/// The work calendar of a city in an expression. Years without a holiday list are answered as for
/// clocks, by plain weeks for as many years as they are provisional.
public final class CalendarValue: VocabularyValue {
  public static let name = "calendar"

  let calendar: WorkCalendar
  private let provisional: WorkCalendar

  /// - Parameter provisional: the same calendar with plain weeks for years to come.
  public init(_ calendar: WorkCalendar, provisional: WorkCalendar) {
    self.calendar = calendar
    self.provisional = provisional
  }

  public var text: String { "calendar" }

  public func isEqual(to other: any CustomValue) -> Bool { other === self }

  /// The calendar's answer, or that of the provisional one where a year's list is missing.
  func answer<Answer>(
    _ question: (WorkCalendar) throws(Problem) -> Answer
  ) throws(FunctionError) -> Answer {
    do throws(Problem) {
      return try question(calendar)
    } catch {
      guard error.kind == .yearMissing else { throw FunctionError(error) }
    }
    do throws(Problem) {
      return try question(provisional)
    } catch {
      throw FunctionError(error)
    }
  }

  /// The wall clock's reading.
  func local(_ value: Value) throws -> LocalTime { try value.instant().local(calendar.offset) }
}
