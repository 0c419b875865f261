import Kernel
import Store

/// What the log says of an error: its words only where they are known to hold nobody's data.
enum FaultWords {
  static func of(_ error: any Error) -> String {
    if let problem = error as? Problem { return problem.kind.code }
    if error is any PlainFailure { return "\(error)" }
    return String(reflecting: type(of: error))
  }
}
