public import Journal
public import Kernel
import Matters
public import Store

/// Reads for an action that is only tried.
private struct RehearsalReading: Writing {
  let reader: any Reading

  func rows(_ statement: Statement, _ arguments: [SQLValue]) throws -> [Row] {
    try reader.rows(statement, arguments)
  }

  func forEachRow(
    _ statement: Statement, _ arguments: [SQLValue], _ body: (Row) throws -> Bool
  ) throws {
    try reader.forEachRow(statement, arguments, body)
  }

  func run(_ statement: Statement, _ arguments: [SQLValue]) throws {
    throw RehearsalWrites(sql: statement.sql)
  }

  func change(_ statement: Statement, _ arguments: [SQLValue]) throws -> Int {
    throw RehearsalWrites(sql: statement.sql)
  }
}

/// An action that draws or writes before it decides cannot be tried.
struct RehearsalWrites: Error {
  let sql: String
}

extension ActionCatalogue {
  /// Goes through an action on a matter with its input, and writes nothing.
  /// - Throws: the problem in which the action would end.
  public func rehearse(_ call: Call, _ city: City, _ reader: any Reading) throws {
    let entry = entries.first { $0.declaration.name == call.name }
    guard let rehearse = entry?.rehearse else {
      throw Problem(.notFound, ["what": "action", "name": call.name])
    }
    try rehearse(city, call, reader)
  }
}

extension City {
  /// What the runner does with an action, up to what it would append.
  func rehearse<Performed: RehearsedAction>(
    _ type: Performed.Type, _ call: ActionCatalogue.Call, _ reader: any Reading
  ) throws {
    var fields = try InputReader(call.input)
    let action = try Performed(&fields)
    try fields.finish()
    let permission = Performed.declaration.permission
    guard call.actor.holds(permission) else {
      throw Problem(.forbidden, ["permission": permission.code])
    }
    let id = call.subject ?? 0
    let (engine, _) = try shelf.engine(ofMatter: id, reader)
    guard let matter = try engine.load(id, reader) else {
      throw Problem(
        .notFound, ["what": "matter", "name": Identifier<Matter>(rawValue: id).text])
    }
    let context = ActionContext(id: id, actor: call.actor, now: call.at)
    try action.authorise(engine, matter, context)
    let facts = try action.gather(engine, context, RehearsalReading(reader: reader))
    guard !(try action.decide(engine, matter, facts, context)).isEmpty else {
      throw Problem(.nothingToDo, ["action": Performed.declaration.name])
    }
  }
}
