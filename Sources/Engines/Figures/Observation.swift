public import Kernel

/// One thing that an engine saw happen, with what figures may count or divide by.
public struct Observation: Hashable, Sendable {
  /// Where and what the thing is; figures are broken down by these.
  public struct Dimensions: Hashable, Sendable {
    public var area: String
    public var unit: String
    public var category: String
    public var channel: String
    public var kind: String
    /// The campaign out of which the thing came; empty where it came by itself.
    public var origin: String

    public init(
      area: String?, unit: String?, category: String?, channel: String, kind: String,
      origin: String = ""
    ) {
      self.area = area ?? ""
      self.unit = unit ?? ""
      self.category = category ?? ""
      self.channel = channel
      self.kind = kind
      self.origin = origin
    }
  }

  /// One of `PackRecord.observations`.
  public let name: String
  public let at: Instant
  /// The thing that was observed.
  public let subject: Int64
  public let dimensions: Dimensions
  public let isOnTime: Bool?
  /// Milliseconds of natural time that it took.
  public let naturalMilliseconds: Int64?
  /// Thousandths of a working day that it took.
  public let workingThousandths: Int64?
  public let grade: Int64?

  public init(
    _ name: String, at: Instant, subject: Int64, _ dimensions: Dimensions, isOnTime: Bool? = nil,
    naturalMilliseconds: Int64? = nil, workingThousandths: Int64? = nil, grade: Int64? = nil
  ) {
    self.name = name
    self.at = at
    self.subject = subject
    self.dimensions = dimensions
    self.isOnTime = isOnTime
    self.naturalMilliseconds = naturalMilliseconds
    self.workingThousandths = workingThousandths
    self.grade = grade
  }
}
