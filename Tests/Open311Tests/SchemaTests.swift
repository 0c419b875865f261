import City
import Foundation
import Kernel
import Matters
import Open311
import TestKit
import Testing

/// Every operation against the schemas beside this file.
struct SchemaTests {
  /// Answers to every operation in both formats, with the schema of each.
  private func samples() async throws -> [(schema: String, json: GeoAnswer, xml: GeoAnswer)] {
    let office = try await Office()
    let lamp = try await office.file(
      [("lat", "28.2"), ("long", "112.9")], description: "<灯>&\u{FFFE}")
    let other = try await office.file()
    try await office.answer(lamp)
    try await office.close(lamp)
    let id = try await office.city.subject("matter", named: lamp)
    let token = Identifier<Matter>(rawValue: id).text
    var samples: [(String, GeoAnswer, GeoAnswer)] = []
    for (schema, path, query) in [
      ("discovery", "/discovery", ""), ("services", "/v2/services", ""),
      ("service_definition", "/v2/services/street-facilities", ""),
      ("service_definition", "/v2/services/health", ""), ("service_requests", "/v2/requests", ""),
      ("service_requests", "/v2/requests/\(lamp)", ""),
      ("service_requests", "/v2/requests", "?service_request_id=0"),
      ("token", "/v2/tokens/\(token)", ""),
      ("service_request_updates", "/v2/servicerequestupdates", ""),
      ("errors", "/v2/services/none", ""), ("errors", "/v2/requests", "?page=0"),
    ] {
      samples.append(
        (
          schema, try await office.get(path + ".json" + query),
          try await office.get(path + ".xml" + query)
        ))
    }
    let forms: [(String, String, [(String, String)])] = [
      (
        "created", "/v2/requests",
        [("api_key", "taker"), ("service_code", "health"), ("address_id", "a3")]
      ),
      (
        "updated", "/v2/servicerequestupdates",
        [
          ("api_key", "boss"), ("update_id", "1"), ("service_request_id", other),
          ("status", "OPEN"), ("description", "x"), ("updated_datetime", "2026-05-28T10:00:00Z"),
        ]
      ), ("errors", "/v2/requests", []),
    ]
    for (schema, path, fields) in forms {
      samples.append(
        (
          schema, try await office.post(path + ".json", fields),
          try await office.post(path + ".xml", fields)
        ))
    }
    return samples
  }

  @Test func `every answer has the shape of its schema, and XML says what JSON says`()
    async throws
  {
    for (schema, json, xml) in try await samples() {
      #expect(try ShapeCheck.faults(json.text, schema) == [], "\(schema)")
      let root = try XMLReader.read(xml.text)
      let names = ["created": "service_requests", "token": "service_requests"]
      #expect(
        root.name == names[schema] ?? (schema == "updated" ? "service_request_updates" : schema))
      // A second filing has a number of its own.
      if schema == "created" || json.text.contains("\u{FFFE}") { continue }
      #expect(root.matches(try JSON(parsing: json.text)), "\(schema)\n\(json.text)\n\(xml.text)")
    }
  }

  @Test func `the check finds what is wrong`() throws {
    for (text, schema) in [
      ("{}", "services"), ("[{}]", "services"), ("[]", "errors"),
      (#"[{"code":"404","description":"x"}]"#, "errors"),
      (#"[{"code":404,"description":""}]"#, "errors"),
      (#"[{"code":404,"description":"x","more":1}]"#, "errors"),
      (#"[{"service_request_id":"1","token":null}]"#, "token"),
    ] {
      #expect(try !ShapeCheck.faults(text, schema).isEmpty, "\(text)")
    }
  }

  /// A Python with the packages that read the schemas in full.
  private static let python: String? = {
    let asked = ProcessInfo.processInfo.environment["BAODAO_PYTHON"] ?? "/usr/bin/python3"
    let tried = try? SchemaTests.run(asked, ["-c", "import lxml.etree, jsonschema"])
    return tried?.status == 0 ? asked : nil
  }()

  private static func run(
    _ program: String, _ arguments: [String]
  ) throws -> (status: Int32, text: String) {
    let process = try ChildProcess(program, arguments)
    let status = process.wait()
    return (status, process.output)
  }

  @Test(.enabled(if: python != nil, "needs Python with lxml and jsonschema: BAODAO_PYTHON"))
  func `strict readers of the schemas agree`() async throws {
    let folder = try TemporaryFolder()
    for (number, sample) in try await samples().enumerated() {
      for (format, answer) in [("json", sample.json), ("xml", sample.xml)] {
        let path = "\(folder.path)/\(number).\(sample.schema).\(format)"
        try Data(answer.text.utf8).write(to: URL(filePath: path))
      }
    }
    let (status, text) = try SchemaTests.run(
      try #require(SchemaTests.python), [ShapeCheck.folder + "validate.py", folder.path])
    #expect(status == 0, "\(text)")
  }
}
