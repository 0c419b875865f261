import Kernel

@testable import Matters

/// A street's whistle of District A3, as the mechanism G02 has it.
struct Whistle {
  let bureau: Bureau
  let id: Int64

  static let time = "2020-05-28 19:00"

  static func call(
    _ units: [JSON] = ["a3-housing", "a3-ecology/environment"], sort: String = "joint-enforcement",
    _ more: [String: JSON] = ["category": "urban-construction"]
  ) -> JSON {
    let members: [String: JSON] = [
      "kind": "whistle", "sort": .string(sort), "title": "夜市占道", "demand": "到夜市北口",
      "area": "a3", "units": .array(units),
    ]
    return .object(members.merging(more) { _, given in given })
  }

  static func street(_ bureau: Bureau) throws -> Actor {
    try bureau.role("street-dispatcher", "a3-office")
  }

  init(_ bureau: Bureau, _ call: JSON = call()) async throws {
    self.bureau = bureau
    id = try await bureau.ask(
      "BlowWhistle", call, by: Whistle.street(bureau), at: Whistle.time)
  }

  var tasks: [MatterTask] {
    get async throws { try await bureau.matter(id).parts.tasks }
  }

  /// What the street does; answers the code of the problem, nil where it succeeds.
  func street(_ name: String, _ input: JSON, at time: String = time) async throws -> String? {
    try await bureau.code(name, on: id, input, by: Whistle.street(bureau), at: time)
  }

  /// What a department does.
  func unit(
    _ unit: String, _ name: String, _ input: JSON, at time: String = time
  ) async throws -> String? {
    try await bureau.code(name, on: id, input, by: bureau.role("responder", unit), at: time)
  }

  /// A department comes and reports.
  func serve(_ unit: String, _ task: Int64, at time: String) async throws {
    let actor = try bureau.role("responder", unit)
    try await bureau.ask(
      "ArriveAtTask", on: id, ["task": .integer(task), "place": "北口"], by: actor, at: time)
    try await bureau.ask(
      "ReportTask", on: id, ["task": .integer(task), "report": "已清"], by: actor, at: time)
  }

  func confirm(
    _ isSolved: Bool, note: String = "又摆", at time: String = time
  ) async throws -> String? {
    try await street(
      "ConfirmWhistle", ["solved": .boolean(isSolved), "note": .string(note)], at: time)
  }
}
