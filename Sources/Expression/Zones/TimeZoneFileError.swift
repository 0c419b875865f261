/// Why bytes are no time zone file.
public enum TimeZoneFileError: Error, Sendable, Hashable {
  /// They don't begin with `TZif`.
  case notZoneFile
  /// The version is none of 1 to 4, or the two headers differ.
  case version(UInt8)
  /// They end before the parts that the header counts.
  case truncated
  /// A count of the header can't be: `what` says which.
  case count(what: String)
  /// The times of the changes don't ascend, at the change of this position from 0.
  case unordered(change: Int)
  /// A change leads to a type that isn't there.
  case missingType(change: Int)
  /// The type of this position from 0 has an offset, a flag or a name that can't be.
  case type(Int)
  /// The flags behind the types are not 0 or 1.
  case flags
  /// The zone counts leap seconds, which the times of the language don't.
  case leapSeconds
  /// The rule for the time after the last change can't be read; `text` is the rule.
  case rule(text: String)
  /// The file goes on behind its end.
  case trailingBytes
}

extension TimeZoneFileError: CustomStringConvertible {
  /// One sentence without a full stop.
  public var description: String {
    switch self {
    case .notZoneFile: "this is no time zone file"
    case .version(let byte): "the version byte \(byte) is none of a time zone file"
    case .truncated: "the time zone file is cut off"
    case .count(let what): "the header counts an impossible number of \(what)"
    case .unordered(let change): "change \(change) is not later than the one before"
    case .missingType(let change): "change \(change) leads to a type that isn't there"
    case .type(let index): "type \(index) has an impossible offset, flag or name"
    case .flags: "a flag is neither 0 nor 1"
    case .leapSeconds: "the zone counts leap seconds"
    case .rule(let text): "the rule `\(text)` can't be read"
    case .trailingBytes: "the time zone file goes on behind its end"
    }
  }
}
