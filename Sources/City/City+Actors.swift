public import Kernel
import Matters
import Organisation
import Pack
import Store

/// Who acts in a city.
extension City {
  /// The program's own hand for deadlines.
  static let timer = Actor(
    id: "system:timer", name: "timer",
    grants: [
      Grant(
        role: "timer", permissions: ["system.timer"], unit: nil, areas: nil, onlyOwnUnit: false)
    ])

  /// The program's own hand for imports: it repeats what others did elsewhere.
  public static let importer = Actor(
    id: "system:import", name: "import",
    grants: [
      Grant(
        role: "import",
        permissions: ["matter.receive", "matter.answer", "matter.note"], unit: nil, areas: nil,
        onlyOwnUnit: false)
    ])

  /// Whoever holds a post, with what the post gives.
  public func actor(post id: String) throws(Problem) -> Actor {
    guard let post = pack.posts.first(where: { $0.id == id }) else {
      throw Problem(.notFound, ["what": "post", "name": id])
    }
    return try actor(
      id: "post:" + id, name: post.name.chinese, role: post.role, unit: post.unit)
  }

  /// A person with everything that the posts they hold at a moment give.
  public func actor(person: String, at now: Instant) async throws -> Actor {
    let engine = posts
    let held = try await store.read { try engine.posts(of: person, at: now, $0) }
    let grants = try held.flatMap { try actor(post: $0.id).grants }
    return Actor(id: "person:" + person, name: person, grants: grants)
  }

  /// Somebody with a role in a unit.
  public func actor(role: String, unit: String) throws(Problem) -> Actor {
    try actor(id: "unit:" + unit, name: unit, role: role, unit: unit)
  }

  /// A resident, who acts for themselves only.
  public func resident(_ name: String) throws(Problem) -> Actor {
    guard let role = pack.roles["resident"] else {
      throw Problem(.notFound, ["what": "role", "name": "resident"])
    }
    let grant = Grant(
      role: role.id, permissions: Set(role.permissions.map { Permission($0) }), unit: nil,
      areas: [], onlyOwnUnit: true)
    return Actor(id: "resident:" + name, name: name, grants: [grant])
  }

  private func actor(id: String, name: String, role: String, unit: String) throws(Problem) -> Actor
  {
    guard let role = pack.roles[role] else {
      throw Problem(.notFound, ["what": "role", "name": role])
    }
    guard let unit = organisation.unit(unit) else {
      throw Problem(.notFound, ["what": "unit", "name": unit])
    }
    let grant = Grant(
      role: role.id, permissions: Set(role.permissions.map { Permission($0) }), unit: unit.id,
      areas: role.reach == .everywhere ? nil : [unit.area], onlyOwnUnit: role.reach == .unit)
    return Actor(id: id, name: name, grants: [grant])
  }
}
