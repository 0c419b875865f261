/// How a limit in working days is counted; a pack says which holds.
public enum DayCounting: String, Hashable, Sendable, CaseIterable {
  /// One working day is the working time of one day, counted from the moment on: received on
  /// Monday at 10:00, one working day ends on Tuesday at 10:00.
  case elapsed
  /// The day of receipt is not counted and the limit ends with the work of its last working day:
  /// received on Monday at any hour, one working day ends on Tuesday at 18:00. This is how the
  /// Civil Code counts days (articles 201 and 203: the first day is left out, the last one ends
  /// when business closes).
  case fromNextDay = "from-next-day"
}
