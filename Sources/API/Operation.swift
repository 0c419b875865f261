public import City
public import Kernel

/// One operation of the JSON API. Routes and the OpenAPI document are made from it.
public struct Operation: Sendable {
  /// The verb of HTTP.
  public enum Method: String, Sendable, CaseIterable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"
  }

  /// A value that a request carries outside its body.
  public struct Parameter: Sendable {
    public enum Place: String, Sendable {
      case path, query, header
    }

    public let name: String
    public let place: Place
    public let schema: Schema
    public let about: Text
    public let isRequired: Bool

    public init(
      _ name: String, _ place: Place, _ schema: Schema, _ about: Text, required: Bool = false
    ) {
      self.name = name
      self.place = place
      self.schema = schema
      self.about = about
      isRequired = required || place == .path
    }
  }

  /// A body that is a file.
  public struct Upload: Sendable {
    public let types: [String]
    public let bytesMax: Int
  }

  public typealias Handler =
    @Sendable (City, APIRequest) async throws -> APIAnswer

  /// The name of the operation in client code: `answerMatter`.
  public let id: String
  public let method: Method
  /// Below `/api/v1`, with variables in braces: `/matters/{number}`.
  public let path: String
  public let tag: String
  public let summary: Text
  /// The right that is needed; nil where nobody has to sign in.
  public let permission: Permission?
  public let parameters: [Parameter]
  /// The schema of the JSON body; nil for none.
  public let body: Schema?
  /// The media types of a body of bytes, where the operation takes one; most of their number.
  public let upload: Upload?
  /// The status of success.
  public let status: Int
  /// What success carries, by media type.
  public let answers: [(type: String, schema: Schema)]
  /// The members of a list's lines, in order; empty for operations that answer no list.
  let columns: [String]
  /// The statuses of refusal beside those that every operation may give.
  public let refusals: [Int]
  private let handler: Handler

  init(
    _ id: String, _ method: Method, _ path: String, tag: String, _ summary: Text,
    permission: Permission?, parameters: [Parameter] = [], body: Schema? = nil,
    upload: Upload? = nil, status: Int = 200, answer: Schema, files: [String] = [],
    refusals: [Int] = [], handle: @escaping Handler
  ) {
    self.id = id
    self.method = method
    self.path = path
    self.tag = tag
    self.summary = summary
    self.permission = permission
    let columns = Export.columns(of: answer)
    self.parameters = parameters + (columns.isEmpty ? [] : [Export.format])
    self.body = body
    self.upload = upload
    self.status = status
    self.columns = columns
    answers =
      files.isEmpty
      ? [("application/json", answer)]
        + (columns.isEmpty ? [] : Export.types.map { ($0.value, .anything) })
      : files.map { ($0, .anything) }
    self.refusals = refusals
    handler = handle
  }

  /// Answers a request that was checked against the declaration.
  public func handle(_ city: City, _ request: APIRequest) async throws -> APIAnswer {
    guard let name = request.query["format"], let type = Export.types[name] else {
      return try await handler(city, request)
    }
    return try await Export.answer(columns, request, as: name, type) { page in
      try await handler(city, page)
    }
  }

  /// The parts of the path; a variable is in braces.
  var segments: [Substring] { path.split(separator: "/") }
}
