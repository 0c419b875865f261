import Kernel
import Matters
import Pack
import TestKit

/// People who act in random histories: the right ones, the wrong ones, and those who are both.
struct LawActors {
  static let callers = ["王建国", "李秀英", "张伟"]
  static let units = [
    "a3-office", "a3-housing", "a3-health", "a3-transport", "a-housing", "a-office", "a-health",
    "b1-office", "law-team", "law-crew", "law-joint", "example-office", "a1-health",
  ]
  static let every = Set(PackRecord.permissions.map { Permission($0) })
  /// What people in the units may do.
  static let worker: Set<Permission> = [
    "matter.read", "matter.note", "matter.accept", "matter.refuse", "matter.answer",
    "matter.transfer", "matter.claim", "matter.summon", "matter.report", "matter.ask",
    "matter.receive", "matter.decide",
  ]
  /// What people over an area may do.
  static let overseer: Set<Permission> = [
    "matter.read", "matter.receive", "matter.dispatch", "matter.close", "matter.publish",
    "matter.note", "matter.supervise", "matter.escalate", "matter.decide", "matter.approve",
    "matter.approve-second", "matter.check", "matter.callback", "matter.merge",
    "matter.categorise", "matter.reopen",
  ]
  static let resident: Set<Permission> = [
    "matter.receive", "matter.reopen", "matter.rate", "matter.note",
  ]

  static let system = Actor(
    id: "system:timer", name: "timer",
    grants: [
      Grant(
        role: "timer", permissions: ["system.timer"], unit: nil, areas: nil, onlyOwnUnit: false)
    ])

  static let almighty = Actor(
    id: "person:almighty", name: "almighty",
    grants: [
      Grant(role: "almighty", permissions: every, unit: nil, areas: nil, onlyOwnUnit: false)
    ])

  static func worker(_ unit: String, _ permissions: Set<Permission> = worker) -> Actor {
    let grant = Grant(
      role: "worker", permissions: permissions, unit: unit, areas: [], onlyOwnUnit: true)
    return Actor(id: "unit:" + unit, name: unit, grants: [grant])
  }

  static func overseer(_ unit: String, _ area: String?, _ number: Int) -> Actor {
    let grant = Grant(
      role: "overseer", permissions: overseer, unit: unit, areas: area.map { [$0] },
      onlyOwnUnit: false)
    return Actor(id: "post:\(unit)-\(number)", name: unit, grants: [grant])
  }

  static func caller(_ id: Int64) -> Actor {
    Actor(id: MatterEngine.callerID(of: id), name: "", grants: [residentGrant])
  }

  static func resident(_ name: String) -> Actor {
    Actor(id: "resident:" + name, name: name, grants: [residentGrant])
  }

  private static let residentGrant = Grant(
    role: "resident", permissions: resident, unit: nil, areas: [], onlyOwnUnit: true)

  /// Somebody with posts in two units, of which one may be complained of.
  static func between(_ first: String, _ second: String, _ random: inout Seeded) -> Actor {
    let rights: [Set<Permission>] = [every, worker, overseer, ["matter.receive"]]
    let grants = [first, second].map { unit in
      Grant(
        role: "two", permissions: random.pick(rights), unit: unit,
        areas: random.chance(50) ? nil : [], onlyOwnUnit: random.chance(50))
    }
    return Actor(id: "person:\(first)+\(second)", name: "two", grants: grants)
  }
}
