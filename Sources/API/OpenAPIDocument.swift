public import Kernel

/// The description of the JSON API in OpenAPI 3.1, made from the operations.
public enum OpenAPIDocument {
  /// Statuses that every operation may answer with, whatever is asked.
  private static let common = [400, 401, 405, 413, 415, 422, 429, 431, 500]

  public static var json: JSON {
    var paths: [String: [String: JSON]] = [:]
    for operation in Surface.operations {
      paths[operation.path, default: [:]][operation.method.rawValue.lowercased()] =
        describe(operation)
    }
    let tags = Set(Surface.operations.map(\.tag)).sorted()
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "Baodao · 报到", "version": "1",
        "summary": "The grassroots governance of a city · 城市基层治理",
        "description": .string(about),
        "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
      ],
      "servers": [["url": .string(Surface.base)]],
      "tags": .array(tags.map { ["name": .string($0)] }),
      "paths": .object(paths.mapValues(JSON.object)),
      "components": [
        "schemas": .object(
          Dictionary(ComponentSchemas.all.map { ($0.name, $0.schema.json) }) { first, _ in first }),
        "responses": refusals,
        "securitySchemes": [
          "key": ["type": "http", "scheme": "bearer"],
          "session": ["type": "apiKey", "in": "cookie", "name": "baodao"],
        ],
      ],
    ]
  }

  private static let about = """
    Times are RFC 3339, days 2026-05-28. Lists are answered in pages: `next` of one is `after` of \
    the following. Refusals are `application/problem+json` (RFC 9457) in the language of \
    `Accept-Language`. A request that changes something may carry `Idempotency-Key`: a second one \
    of the same key gets the first one's answer. `ETag` of a record is its version; `If-Match` \
    makes a change happen only to that version.
    """

  private static func describe(_ operation: Operation) -> JSON {
    var members: [String: JSON] = [
      "operationId": .string(operation.id), "tags": [.string(operation.tag)],
      "summary": .string("\(operation.summary.english) · \(operation.summary.chinese)"),
      "responses": responses(operation),
    ]
    if let permission = operation.permission {
      members["description"] = .string("Needs the permission `\(permission.code)`.")
      members["security"] = [["key": []], ["session": []]]
    } else {
      members["security"] = [[:]]
    }
    if !operation.parameters.isEmpty {
      members["parameters"] = .array(operation.parameters.map(describe))
    }
    if let body = operation.body {
      let isEmpty = if case .object(let properties) = body { properties.isEmpty } else { false }
      members["requestBody"] = [
        "required": .boolean(!isEmpty),
        "content": ["application/json": ["schema": described(body), "example": body.example]],
      ]
    }
    if let upload = operation.upload {
      let file: JSON = ["schema": [:]]
      members["requestBody"] = [
        "required": true,
        "content": .object(Dictionary(upload.types.map { ($0, file) }) { first, _ in first }),
      ]
    }
    return .object(members)
  }

  /// A schema whose members say what they mean.
  private static func described(_ schema: Schema) -> JSON {
    guard case .object(let properties) = schema, case .object(var members) = schema.json else {
      return schema.json
    }
    members["properties"] = .object(
      Dictionary(properties.map { ($0.name, $0.json) }) { first, _ in first })
    return .object(members)
  }

  private static func describe(_ parameter: Operation.Parameter) -> JSON {
    [
      "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
      "required": .boolean(parameter.isRequired), "schema": parameter.schema.json,
      "description": .string("\(parameter.about.english) · \(parameter.about.chinese)"),
    ]
  }

  private static func responses(_ operation: Operation) -> JSON {
    var responses: [String: JSON] = [
      String(operation.status): success(operation)
    ]
    // A repeated request is answered with the record that is there already.
    if operation.status == 201 { responses["200"] = success(operation) }
    if operation.method == .get {
      responses["304"] = ["description": "Nothing changed since the ETag in If-None-Match"]
    }
    for status in common + operation.refusals {
      responses[String(status)] = ["$ref": .string("#/components/responses/Refusal\(status)")]
    }
    return .object(responses)
  }

  private static var refusals: JSON {
    let all = words.map { status, words -> (String, JSON) in
      (
        "Refusal\(status)",
        [
          "description": .string(words),
          "content": [
            "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
          ],
        ]
      )
    }
    return .object(Dictionary(all) { first, _ in first })
  }

  private static func success(_ operation: Operation) -> JSON {
    let content = operation.answers.map { ($0.type, ["schema": $0.schema.json] as JSON) }
    return [
      "description": "Done",
      "content": .object(Dictionary(content) { first, _ in first }),
    ]
  }

  private static let words = [
    400: "The request can't be read", 401: "Nobody is signed in",
    403: "The posts don't carry the right, or don't reach it", 404: "There is no such thing",
    405: "The address doesn't take this method", 409: "The state doesn't allow it",
    412: "Somebody changed the record since", 413: "The body is too large",
    415: "The body is of another type", 422: "A value can't be accepted; `pointer` says which",
    429: "Too many requests; `Retry-After` says when to come again",
    431: "The address and the headers are too large",
    500: "Something went wrong here and was logged",
  ]
}
