/// Why a part of a case can't be taken over as it is written.
enum CaseFault: Error, Equatable {
  /// What the language of this library doesn't have; the case is skipped.
  case unsupported(Unsupported)
  /// The part isn't of the form of the files; the case fails. `path` is the place within the case.
  case malformed(path: String, message: String)

  static func malformed(_ path: String, _ message: String) -> CaseFault {
    .malformed(path: path, message: message)
  }
}

/// What the cases have and this library doesn't.
enum Unsupported: Equatable {
  case message
  case enumeration
  case function
  case unknown
  case bound(String)

  /// One sentence without a full stop; `verb` is what the case does with it: `binds`, `expects`.
  func reason(_ verb: String) -> String {
    switch self {
    case .message: "\(verb) a protobuf message"
    case .enumeration: "\(verb) a value of a protobuf enumeration"
    case .function: "declares a function without saying what it does"
    case .unknown: "expects an unknown value"
    case .bound(let what): "binds \(what) instead of a value"
    }
  }
}
