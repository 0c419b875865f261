public import Kernel
import Matters
import Pack
import Store

/// A resident's way to their own matter: its number and its code.
extension City {
  /// The code of a matter, which is given to the person who brought it in and to nobody else.
  public func code(of id: Int64) async throws -> String {
    let jurisdiction = pack.jurisdiction
    return try await store.glance { try CitySecret.code(of: id, jurisdiction, $0) }
  }

  /// Whoever shows a matter's number and code: the person whom it serves.
  /// - Throws: `matter.code-wrong` for a number that is not there just as for a wrong code.
  public func caller(number: String, code: String) async throws -> (actor: Actor, id: Int64) {
    let jurisdiction = pack.jurisdiction
    let found = try await store.glance { reader -> (Int64, String)? in
      let row = try reader.row(
        "SELECT id FROM matter WHERE jurisdiction = ? AND number = ?",
        [.integer(jurisdiction), .text(number)])
      guard let id = row?.integer(0) else { return nil }
      return (id, try CitySecret.code(of: id, jurisdiction, reader))
    }
    let given = Array(code.uppercased().utf8)
    guard let (id, expected) = found, City.isSame(given, Array(expected.utf8)) else {
      throw Problem(.codeWrong, field: "/code")
    }
    return (try resident(of: id), id)
  }

  /// The person whom a matter serves, who has shown its number and code.
  func resident(of id: Int64) throws(Problem) -> Actor {
    guard let role = pack.roles["resident"] else {
      throw Problem(.notFound, ["what": "role", "name": "resident"])
    }
    let grant = Grant(
      role: role.id, permissions: Set(role.permissions.map { Permission($0) }), unit: nil,
      areas: [], onlyOwnUnit: true)
    return Actor(id: MatterEngine.callerID(of: id), name: "", grants: [grant])
  }

  /// Compares in the same time wherever the two differ.
  static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

extension Problem.Kind {
  public static let codeWrong = Problem.Kind(
    "matter.code-wrong", status: 404, zh: "编号或查询码不对，请核对短信或回执。",
    en: "There is no matter of this number and code; check the message that you were given.")
}
