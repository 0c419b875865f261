import City
import Kernel
import Open311
import Pack
import TestKit
import Testing

/// What the city offers.
struct ServiceTests {
  @Test func `discovery names the endpoint with its formats at both addresses`() async throws {
    let office = try await Office()
    for path in ["/discovery.json", "/v2/discovery.json"] {
      let answer = try await office.get(path)
      #expect(answer.status == 200)
      #expect(answer.mediaType == "application/json; charset=utf-8")
      let endpoint = try #require(try JSON(parsing: answer.text)["endpoints"]?.array?.first)
      #expect(endpoint["url"] == "https://city.example/open311/v2")
      #expect(endpoint["type"] == "production")
      #expect(endpoint["formats"] == ["text/xml", "application/json"])
      #expect(endpoint["changeset"] == "2026-05-28T10:00:00+08:00")
      #expect(endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2")
    }
    #expect(try await office.get("/discovery.xml").mediaType == "text/xml; charset=utf-8")
  }

  @Test func `each category is a service`() async throws {
    let office = try await Office()
    let services = try #require(
      try JSON(parsing: try await office.get("/v2/services.json").text).array)
    #expect(services.count == office.city.pack.categories.count)
    let lamp = try #require(services.first { $0["service_code"] == "street-facilities" })
    #expect(lamp["service_name"] == "Broken street facilities")
    #expect(lamp["description"] == "Lamps that are out, covers that are broken or missing")
    #expect(lamp["metadata"] == true)
    #expect(lamp["type"] == "realtime")
    #expect(lamp["group"] == "Urban and rural construction")
    let health = try #require(services.first { $0["service_code"] == "health" })
    #expect(health["metadata"] == false)
    #expect(health["group"] == "Health and family planning")
    #expect(health["keywords"]?.string?.contains(", ") == true)
  }

  @Test func `names are in the language of the asker`() async throws {
    let text = try await Office().get("/v2/services.xml", .chinese).text
    #expect(text.contains("<service_name>市政设施损坏</service_name>"))
    #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<services>"))
  }

  @Test func `a definition has questions of all six types in their order`() async throws {
    let office = try await Office()
    let definition = try JSON(
      parsing: try await office.get("/v2/services/street-facilities.json").text)
    #expect(definition["service_code"] == "street-facilities")
    let attributes = try #require(definition["attributes"]?.array)
    #expect(
      attributes.map { $0["datatype"]?.string } == [
        "text", "singlevaluelist", "string", "number", "datetime", "multivaluelist", "text",
      ])
    #expect(attributes.map { $0["order"]?.integer } == [1, 2, 3, 4, 5, 6, 7])
    #expect(attributes[0]["variable"] == false)
    #expect(attributes[1]["required"] == true)
    #expect(attributes[1]["values"]?.array?[0] == ["key": "lamp", "name": "Street lamp"])
    #expect(attributes[2]["datatype_description"] == "On the pole or the cover")
    #expect(attributes[3]["datatype_description"] == .null)
    #expect(attributes[2]["values"] == nil)
  }

  @Test func `a service without questions has an empty list of them`() async throws {
    let office = try await Office()
    let definition = try JSON(parsing: try await office.get("/v2/services/health.json").text)
    #expect(definition["attributes"] == [])
    let xml = try await office.get("/v2/services/health.xml").text
    #expect(xml.contains("  <attributes/>\n"))
  }

  @Test(arguments: [
    ("/v2/services/none", 404, "service_code “none” was not found."),
    ("/v2/services/", 400, "service_code was not provided."),
    ("/v2/services/%20", 400, "service_code was not provided."),
    ("/v2/requests/20260528-999999", 404, "service_request_id “20260528-999999” was not found."),
    ("/v2/requests/", 400, "service_request_id was not provided."),
    ("/v2/tokens/", 400, "token was not provided."),
    ("/v2/tokens/guess", 404, "token “guess” was not found."),
    ("/v2/tokens/0000000000000", 404, "token “0000000000000” was not found."),
    ("/v2/nothing", 404, "There is nothing at this address."),
    ("/v1/services", 404, "There is nothing at this address."),
    ("/v2/services/a/b", 404, "There is nothing at this address."),
    ("/v2/services/%00", 404, "There is nothing at this address."),
    ("/v2/tokens/%ff", 404, "There is nothing at this address."),
  ])
  func `a wrong address is refused in both formats`(
    path: String, status: Int, words: String
  ) async throws {
    let office = try await Office()
    let json = try await office.get(path + ".json")
    #expect(json.status == status)
    #expect(
      try JSON(parsing: json.text) == [
        ["code": .integer(Int64(status)), "description": .string(words)]
      ])
    let xml = try await office.get(path + ".xml")
    #expect(xml.status == status)
    let error = try XMLReader.read(xml.text)
    #expect(error.name == "errors")
    #expect(error.children.map(\.name) == ["error"])
    #expect(error.matches(try JSON(parsing: json.text)))
  }

  @Test(arguments: [
    "/v2/services", "/v2/services.html", "/v2/services.XML", "/", "", "/v2/%ff.xml",
  ])
  func `an address without a known format is answered in XML`(path: String) async throws {
    let answer = try await Office().get(path)
    #expect(answer.status == 404)
    #expect(answer.mediaType == "text/xml; charset=utf-8")
    #expect(try XMLReader.read(answer.text).name == "errors")
  }

  @Test(arguments: [
    "/v2/services", "/v2/services/health", "/v2/requests", "/v2/requests/1", "/v2/tokens/1",
    "/v2/servicerequestupdates",
  ])
  func `an unknown jurisdiction is refused everywhere and the city's own is known`(
    path: String
  ) async throws {
    let office = try await Office()
    let answer = try await office.get(path + ".json?jurisdiction_id=elsewhere.gov")
    #expect(answer.status == 404)
    #expect(answer.text.contains("jurisdiction_id “elsewhere.gov” was not found."))
    for own in ["example", "990000", "", "%20"] {
      let answer = try await office.get(path + ".json?jurisdiction_id=\(own)")
      #expect(!answer.text.contains("jurisdiction_id"))
    }
  }

  @Test(arguments: ["/v2/services", "/discovery", "/v2/requests/1", "/v2/tokens/1"])
  func `what can only be read is not posted to`(path: String) async throws {
    let answer = try await Office().post(path + ".json", [])
    #expect(answer.status == 405)
    #expect(answer.allowed == [.get])
  }

  @Test(arguments: ["a=%zz", "a=%ff", "a=%00", "%1f=1", "a=%c3", "a=%0", "a=b&jurisdiction_id=%08"])
  func `a broken query is refused`(query: String) async throws {
    #expect(try await Office().get("/v2/services.xml?" + query).status == 400)
  }

  @Test func `too many parameters are refused`() async throws {
    let query = String(repeating: "a=1&", count: 501)
    #expect(try await Office().get("/v2/services.xml?" + query).status == 400)
  }
}
