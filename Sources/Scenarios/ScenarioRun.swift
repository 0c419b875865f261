public import City
import Figures
import Journal
public import Kernel
import Matters
import Organisation
import Pack
import Photographs
import Store

/// Tells a story to a city and checks that everything comes true.
public struct ScenarioRun {
  /// One step with what became of it.
  public struct Line: Sendable {
    public let text: Text
    public let at: Instant
    /// What is not as it should be; empty where all is.
    public let failures: [String]
  }

  private let record: ScenarioRecord
  private let city: City
  private var now: Instant
  private var matters: [String: Int64] = [:]
  private var meetings: [String: Int64] = [:]
  public private(set) var lines: [Line] = []

  /// - Parameter city: an empty city under the scenario's pack.
  public init(_ record: ScenarioRecord, _ city: City) {
    self.record = record
    self.city = city
    now = Instant(milliseconds: 0)
  }

  public var isTrue: Bool { lines.allSatisfy(\.failures.isEmpty) }

  /// Runs all steps; a step that fails does not stop the story.
  public mutating func run() async throws {
    for step in record.steps {
      if let at = step.at {
        guard let instant = Instant(at.value, offset: city.pack.offset), instant >= now else {
          lines.append(
            Line(
              text: step.tell, at: now, failures: ["\(at.place.text): no later time: \(at.value)"]))
          continue
        }
        now = instant
      }
      _ = try await city.runTimers(until: now)
      let failures = try await failures(of: step)
      lines.append(
        Line(
          text: step.tell, at: now, failures: failures.map { "\(step.place.text): \($0)" }))
    }
  }

  private mutating func failures(of step: ScenarioStep) async throws -> [String] {
    var failures: [String] = []
    if !step.action.isEmpty {
      failures += try await act(step)
    } else if !step.refused.isEmpty {
      failures.append("“refused” needs “do”")
    }
    if !step.figure.isEmpty {
      failures += try await checkFigure(step)
    } else if step.value != nil {
      failures.append("“value” needs “figure”")
    }
    if let duties = step.duties?.object { failures += checkDuties(duties) }
    if let index = step.index?.object { failures += checkIndex(index) }
    if let coverage = step.coverage {
      failures += try await ScenarioRun.checkCoverage(coverage, city, at: now)
    }
    if let mandates = step.mandates {
      failures += ScenarioRun.checkMandates(mandates, city, at: now)
    }
    if let expected = step.expect.object, !expected.isEmpty {
      failures += try await check(step, expected)
    }
    return failures
  }

  private func actor(_ step: ScenarioStep) async throws -> Actor {
    if let id = matters[step.holder] {
      let engine = city.matters
      let number = try await city.store.read { try engine.load(id, $0)?.number ?? "" }
      return try await city.caller(number: number, code: try await city.code(of: id)).actor
    }
    if !step.post.isEmpty { return try city.actor(post: step.post) }
    if !step.person.isEmpty { return try await city.actor(person: step.person, at: now) }
    if !step.resident.isEmpty { return try city.resident(step.resident) }
    return try city.actor(role: step.role, unit: step.unit)
  }

  private mutating func act(_ step: ScenarioStep) async throws -> [String] {
    for turn in 1...step.times {
      let isMeeting = !step.meeting.isEmpty
      let name = (isMeeting ? step.meeting : step.matter).replacing("{n}", with: String(turn))
      let subject = isMeeting ? meetings[name] : matters[name]
      do {
        let outcome = try await ActionCatalogue.all.perform(
          ActionCatalogue.Call(
            step.action, on: subject, try await input(of: step, turn),
            by: try await actor(step), at: now), city)
        if isMeeting {
          meetings[name] = outcome.subject
        } else if !name.isEmpty, subject == nil {
          matters[name] = outcome.subject
        }
        if !step.refused.isEmpty { return ["\(step.action) was not refused by \(step.refused)"] }
      } catch let problem as Problem {
        if problem.kind.code != step.refused {
          return ["\(step.action): \(problem.description)"]
        }
      }
    }
    return []
  }

  /// The step's input with what is only known when the story is told: `{n}`, `{photograph}`, and
  /// `{number of NAME}` for the number of another matter of the story.
  private func input(of step: ScenarioStep, _ turn: Int) async throws -> JSON {
    var words = ["{n}": String(turn)]
    if !step.photograph.isEmpty {
      let seed = UInt64(step.photograph.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF })
      let photograph = try Photograph.sample(seed: seed, width: 4, height: 3)
      let shelf = PhotographShelf(jurisdiction: city.pack.jurisdiction)
      let at = now
      words["{photograph}"] = try await city.store.write {
        try shelf.keep(photograph, at: at, $0)
      }
    }
    let engine = city.matters
    let isAsking = step.times == 1 && step.input.canonicalText.contains("{number of ")
    for (name, id) in matters where isAsking {
      words["{number of \(name)}"] = try await city.store.read {
        try engine.load(id, $0)?.number
      }
    }
    return ScenarioRun.filled(step.input, words)
  }

  private static func filled(_ value: JSON, _ words: [String: String]) -> JSON {
    if let text = value.string, text.contains("{") {
      return .string(words.reduce(text) { $0.replacing($1.key, with: $1.value) })
    }
    if let members = value.object { return .object(members.mapValues { filled($0, words) }) }
    if let elements = value.array { return .array(elements.map { filled($0, words) }) }
    return value
  }

  private func check(_ step: ScenarioStep, _ expected: [String: JSON]) async throws -> [String] {
    if !step.meeting.isEmpty {
      guard let id = meetings[step.meeting], let facts = try await MeetingFacts.json(id, city)
      else { return ["there is no meeting “\(step.meeting)”"] }
      return ScenarioRun.differences(expected, in: facts)
    }
    guard let id = matters[step.matter] else { return ["there is no matter “\(step.matter)”"] }
    let engine = city.matters
    guard let matter = try await city.store.read({ try engine.loadWhole(id, $0) }) else {
      return ["the matter “\(step.matter)” is not in the store"]
    }
    return ScenarioRun.differences(expected, in: MatterFacts.json(id, matter, city))
  }

  static func differences(_ expected: [String: JSON], in facts: JSON) -> [String] {
    expected.sorted { $0.key < $1.key }.flatMap { name, value in
      // A misspelt name would agree with an expected null.
      guard let found = facts[name] else { return ["there is no fact “\(name)”"] }
      return differences(name, found, value)
    }
  }

  /// What of the expected is not so: of objects only the members that are named are compared.
  private static func differences(_ name: String, _ found: JSON, _ expected: JSON) -> [String] {
    if let members = expected.object, found.object != nil {
      return members.sorted { $0.key < $1.key }.flatMap { key, value in
        found[key].map { differences(name + "." + key, $0, value) }
          ?? ["there is no fact “\(name).\(key)”"]
      }
    }
    if let elements = expected.array, let all = found.array, all.count == elements.count {
      return zip(all, elements).enumerated().flatMap {
        differences("\(name)[\($0.offset)]", $0.element.0, $0.element.1)
      }
    }
    return found == expected
      ? [] : ["\(name) is \(found.canonicalText), expected \(expected.canonicalText)"]
  }

  private func checkFigure(_ step: ScenarioStep) async throws -> [String] {
    guard let period = FigurePeriod(step.period) else { return ["period “\(step.period)”"] }
    let question = FigureQuestion(figure: step.figure, period: period)
    let figures = city.figures
    let lines = try await city.store.read { try figures.answer(question, $0) }
    let found = lines.first?.value ?? 0
    guard let expected = step.value?.double else { return ["a figure needs a value"] }
    return abs(found - expected) < 0.005
      ? [] : ["\(step.figure) in \(step.period) is \(found), expected \(expected)"]
  }

  private func checkDuties(_ expected: [String: JSON]) -> [String] {
    expected.sorted { $0.key < $1.key }.compactMap { tier, number in
      let found = city.pack.duties.count { $0.tier == tier }
      return number.integer == Int64(found)
        ? nil : "\(tier) has \(found) duties, expected \(number.canonicalText)"
    }
  }

  /// What a third party's index says: of how many, which class a score is in, who stands there.
  private func checkIndex(_ expected: [String: JSON]) -> [String] {
    let id = expected["id"]?.string ?? ""
    guard let index = city.pack.indexes.first(where: { $0.id == id }) else {
      return ["there is no index “\(id)”"]
    }
    let standing = expected["score"]?.double.flatMap { index.standing(of: $0) }
    let placed = expected["placed"]?.string.flatMap { name in
      index.placed.first { $0.subject == name }?.standing.value
    }
    let facts: [String: JSON] = [
      "id": .string(id), "subjects": .integer(Int64(index.subjects)),
      "class": JSON(standing?.id), "above": JSON(standing.map { Int64($0.above) }),
      "members": JSON(standing?.subjects.map { Int64($0) }),
      "score": expected["score"] ?? .null,
      "placed": placed == nil || placed != standing?.id ? .null : expected["placed"] ?? .null,
    ]
    return expected.sorted { $0.key < $1.key }.compactMap { name, value in
      guard let found = facts[name] else { return "there is no fact “\(name)” of an index" }
      return found == value
        ? nil : "\(name) is \(found.canonicalText), expected \(value.canonicalText)"
    }
  }
}
