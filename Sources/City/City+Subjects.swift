import Duties
import Kernel
import Matters
import Pack
import Store

extension City {
  /// The identifier of a subject by its number or its identifier as text.
  /// - Parameter kind: the kind of stream, `matter` or `meeting`.
  /// - Throws: `request.not-found` where the name is neither. Whether the asker may know of the
  ///   subject is decided by what is done with it.
  public func subject(_ kind: String, named name: String) async throws -> Int64 {
    if let identifier = Identifier<City>(name) { return identifier.rawValue }
    if kind == MatterEngine.kind {
      let jurisdiction = pack.jurisdiction
      let row = try await store.glance {
        try $0.row(
          "SELECT id FROM matter WHERE jurisdiction = ? AND number = ?",
          [.integer(jurisdiction), .text(name)])
      }
      if let row { return row.integer(0) }
    }
    throw Problem(.notFound, ["what": kind, "name": String(name.prefix(80))])
  }
}
