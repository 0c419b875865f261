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
  /// The status of success.
  public let status: Int
  /// What success carries, by media type.
  public let answers: [(type: String, schema: Schema)]
  /// The statuses of refusal beside those that every operation may give.
  public let refusals: [Int]
  public let handle: Handler

  init(
    _ id: String, _ method: Method, _ path: String, tag: String, _ summary: Text,
    permission: Permission?, parameters: [Parameter] = [], body: Schema? = nil, status: Int = 200,
    answer: Schema, types: [String] = ["application/json"], refusals: [Int] = [],
    handle: @escaping Handler
  ) {
    self.id = id
    self.method = method
    self.path = path
    self.tag = tag
    self.summary = summary
    self.permission = permission
    self.parameters = parameters
    self.body = body
    self.status = status
    answers = types.map { ($0, answer) }
    self.refusals = refusals
    self.handle = handle
  }

  /// The parts of the path; a variable is in braces.
  var segments: [Substring] { path.split(separator: "/") }
}
