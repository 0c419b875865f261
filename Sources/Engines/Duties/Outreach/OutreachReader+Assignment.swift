extension OutreachReader.Coverage {
  /// How many targets there should be: the planned, or, where more are known or none is planned,
  /// the known.
  public var whole: Int64 { max(planned ?? 0, known) }

  /// Targets to which nobody is sent, those that are planned and not named yet included.
  public var unassigned: Int64 { whole - assigned }

  /// The targets with a visitor among all, in per cent; nil where there are none.
  public var assignedPercent: Double? {
    whole > 0 ? Double(assigned) * 100 / Double(whole) : nil
  }
}
