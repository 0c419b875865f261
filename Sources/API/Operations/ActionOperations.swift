import City
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Store

/// The operations that change something: one for each action, from the action's own declaration.
enum ActionOperations {
  /// The header that names a request, so that a second one of the same name is done once.
  static let keyHeader = Operation.Parameter(
    "Idempotency-Key", .header, .text(max: 200, pattern: "^[ -~]+$"),
    Text(
      zh: "请求的名称：同名请求只做一次，第二次得到第一次的结果",
      en: "A name for the request: a second one of the same name gets the first one's answer"))

  static let versionHeader = Operation.Parameter(
    "If-Match", .header, .text(max: 32, pattern: "^(\\*|\"[0-9]{1,18}\")$"),
    Text(
      zh: "您看到的版本；已被更改则不执行", en: "The version that you have seen; nothing happens if it is older"))

  static let codeHeader = Operation.Parameter(
    "Matter-Code", .header, .text(max: 32),
    Text(zh: "事项的查询码，给来电人本人", en: "The code of the matter, which its caller was given"))

  static let all = ActionCatalogue.all.entries.map(operation)

  static func operation(_ entry: ActionCatalogue.Entry) -> Operation {
    let declaration = entry.declaration
    let place = place(of: entry)
    var parameters = place.parameters + [keyHeader]
    if declaration.begins != .new { parameters.append(versionHeader) }
    let isOwn = entry.subjectKind == MatterEngine.kind && declaration.begins == .existing
    if isOwn { parameters.append(codeHeader) }
    return Operation(
      name(declaration.name), .post, place.path, tag: place.tag, declaration.summary,
      permission: declaration.permission, parameters: parameters,
      body: .object(entry.fields.map(property)), status: declaration.begins == .new ? 201 : 200,
      answer: .reference("Outcome"), refusals: [403, 404, 409, 412, 422]
    ) { city, request in
      try await perform(entry, city, request)
    }
  }

  // MARK: Names

  /// `answerMatter` for `AnswerMatter`.
  private static func name(_ action: String) -> String {
    action.prefix(1).lowercased() + action.dropFirst()
  }

  /// `sign-in-to-task` for `SignInToTask`; what is acted on is in the path already.
  static func verb(_ action: String, on noun: String) -> String {
    var words: [String] = []
    for character in action {
      if character.isUppercase { words.append("") }
      words[words.count - 1] += character.lowercased()
    }
    if words.count > 1, words.last == noun { words.removeLast() }
    return words.joined(separator: "-")
  }

  private struct Place {
    let path: String
    let tag: String
    var parameters: [Operation.Parameter] = []
  }

  private static func place(of entry: ActionCatalogue.Entry) -> Place {
    let kind = entry.subjectKind
    let verb = verb(entry.declaration.name, on: kind)
    let collection = ["outreach", "upkeep"].contains(kind) ? kind : kind + "s"
    // The subject of posts and outreach follows from codes in the body.
    let isAddressed = [MatterEngine.kind, "meeting", "webhook"].contains(kind)
    guard isAddressed, entry.declaration.begins == .existing else {
      return Place(path: "/\(collection)/\(verb)", tag: collection)
    }
    return Place(
      path: "/\(collection)/{id}/\(verb)", tag: collection, parameters: [identifier])
  }

  static let identifier = Operation.Parameter(
    "id", .path, .text(max: 64), Text(zh: "编号或标识", en: "Number or identifier"))

  // MARK: Schemas

  private static func property(_ field: InputReader.Field) -> Schema.Property {
    let schema: Schema
    switch field.type {
    case .text(let max): schema = .text(max: max)
    case .integer(let range): schema = .integer(range)
    case .instant: schema = .instant
    case .boolean: schema = .boolean
    case .texts(let max):
      schema = .array(.text(max: InputReader.elementMax), max: max)
    case .choice(let words): schema = .choice(words)
    }
    return Schema.Property(
      field.name, field.isRequired ? schema : .nullable(schema), field.label,
      required: field.isRequired)
  }

  // MARK: Running

  private static func perform(
    _ entry: ActionCatalogue.Entry, _ city: City, _ request: APIRequest
  ) async throws -> APIAnswer {
    let (actor, subject) = try await parties(entry, city, request)
    let expected = try version(request)
    let call = ActionCatalogue.Call(
      entry.declaration.name, on: subject, request.body ?? .object([:]), by: actor,
      at: request.now, key: request.headers["idempotency-key"], expectedVersion: expected)
    do {
      let (outcome, matter) = try await ActionCatalogue.all.performTelling(call, city)
      let status = entry.declaration.begins == .new && !outcome.isRepeated ? 201 : 200
      return .json(
        try await facts(outcome, matter, entry, city), status: status, etag: String(outcome.version)
      )
    } catch let problem as Problem where problem.kind == .versionConflict {
      throw Problem(.preconditionFailed, problem.arguments)
    }
  }

  /// Who acts, by sign-in or by a matter's code, and on what.
  static func parties(
    _ entry: ActionCatalogue.Entry, _ city: City, _ request: APIRequest
  ) async throws -> (actor: Actor, subject: Int64?) {
    guard let name = request.path["id"] else { return (try request.signedIn(), nil) }
    if let code = request.headers["matter-code"] {
      let caller = try await city.caller(number: name, code: code)
      return (caller.actor, caller.id)
    }
    let actor = try request.reader(entry.declaration.permission)
    return (actor, try await city.subject(entry.subjectKind, named: name))
  }

  /// The version in `If-Match`; nil where there is none or any will do.
  static func version(_ request: APIRequest) throws(Problem) -> Int64? {
    guard let text = request.headers["if-match"], text != "*" else { return nil }
    guard text.count >= 3, text.first == "\"", text.last == "\"",
      let version = Int64(text.dropFirst().dropLast()), version >= 0
    else {
      throw Problem(
        .headerInvalid, field: "If-Match", ["name": "If-Match", "expected": "* / \"3\""])
    }
    return version
  }

  static func facts(
    _ outcome: Outcome, _ matter: ActionCatalogue.MatterStanding?, _ entry: ActionCatalogue.Entry,
    _ city: City
  ) async throws -> JSON {
    var members: [String: JSON] = [
      "id": .string(Identifier<Outcome>(rawValue: outcome.subject).text),
      "version": .integer(outcome.version), "position": .integer(outcome.position),
      "repeated": .boolean(outcome.isRepeated),
    ]
    if let secret = try await city.webhookSecret(madeBy: entry.declaration.name, outcome) {
      members["secret"] = .string(secret)
    }
    if let matter {
      members["number"] = .string(matter.number)
      members["state"] = .string(matter.state)
    }
    return .object(members)
  }

  static let outcome = Schema.object([
    Schema.Property("id", .text(max: 32), Text(zh: "标识", en: "Identifier")),
    Schema.Property(
      "version", .integer(0...Int64.max), Text(zh: "版本", en: "Version after the action")),
    Schema.Property(
      "position", .integer(0...Int64.max), Text(zh: "日志位置", en: "Position in the journal")),
    Schema.Property(
      "repeated", .boolean,
      Text(zh: "是否为同名请求的结果", en: "Whether this is an earlier request's answer")),
    Schema.Property(
      "number", .nullable(.text(max: 64)), Text(zh: "编号", en: "Number"), required: false),
    Schema.Property(
      "state", .nullable(.text(max: 64)), Text(zh: "状态", en: "State"), required: false),
    Schema.Property(
      "secret", .text(max: 64),
      Text(zh: "推送签名密钥，只显示这一次", en: "Signing secret of a webhook, shown this once"),
      required: false),
  ])
}
