import City
import Figures
import Journal
import Kernel
import Pack
import Store

@testable import Matters

/// A hall whose actions are asked for by name, as programs and stories ask for them.
struct Bureau {
  let hall: Hall

  init(_ pack: Pack? = nil) async throws { hall = try await Hall.open(pack) }

  var city: City { hall.city }

  /// Somebody with a role in a unit.
  func role(_ role: String, _ unit: String) throws -> Actor {
    try city.actor(role: role, unit: unit)
  }

  func post(_ id: String) throws -> Actor { try city.actor(post: id) }

  /// Answers the matter that the action was about.
  @discardableResult
  func ask(
    _ name: String, on id: Int64? = nil, _ input: JSON = [:], by actor: Actor = Hall.almighty,
    at time: String
  ) async throws -> Int64 {
    try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(name, on: id, input, by: actor, at: try moment(time)), city
    ).subject
  }

  /// The problem that an action ends in; nil where it succeeds.
  func problem(
    _ name: String, on id: Int64? = nil, _ input: JSON = [:], by actor: Actor = Hall.almighty,
    at time: String
  ) async throws -> Problem? {
    do {
      try await ask(name, on: id, input, by: actor, at: time)
      return nil
    } catch let problem as Problem {
      return problem
    }
  }

  /// The code of the problem that an action ends in; nil where it succeeds.
  func code(
    _ name: String, on id: Int64? = nil, _ input: JSON = [:], by actor: Actor = Hall.almighty,
    at time: String
  ) async throws -> String? {
    try await problem(name, on: id, input, by: actor, at: time)?.kind.code
  }

  func matter(_ id: Int64) async throws -> Matter { try await hall.matter(id) }

  /// The names of a matter's events, without their common beginning.
  func names(_ id: Int64) async throws -> [String] {
    try await hall.events(id).map { String($0.event.name.dropFirst("matter.".count)) }
  }

  /// The dates of the clocks that run, as `answer 2022-09-13 17:30`.
  func running(_ id: Int64) async throws -> [String] {
    try await matter(id).clocks.filter(\.isRunning).map {
      "\($0.name) \($0.dueAt.minuteText(.china))"
    }
  }

  /// A figure counted for one unit.
  func figure(_ name: String, _ period: String, of unit: String) async throws -> Int64 {
    guard let period = FigurePeriod(period) else { throw NoMoment(text: period) }
    let figures = city.figures
    let question = FigureQuestion(figure: name, period: period, unit: unit)
    return try await hall.store.read { try figures.answer(question, $0).first?.count ?? 0 }
  }
}
