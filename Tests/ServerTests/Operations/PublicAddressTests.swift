import HTTPTypes
import Settings
import Testing

@testable import Server

/// What changes where the city says how it is seen from outside.
struct PublicAddressTests {
  private func head(_ address: String?) async throws -> RouterClient.Answer {
    let origins = [address].compactMap { $0.flatMap(WebOrigin.init) }
    let town = try await WatchedTown { $0.publicAddresses = origins }
    return try await RouterClient(server: town.server).get("/feeds/wall.atom")
  }

  @Test func `links lead to the configured address whatever host the asker names`() async throws {
    let secure = try await head("https://city.example")
    #expect(secure.body.contains("https://city.example/feeds/wall.atom"))
    #expect(!secure.body.contains("localhost"))
    #expect(try await head(nil).body.contains("http://localhost/feeds/wall.atom"))
  }

  @Test func `browsers are told to keep to https only where the city is seen so`() async throws {
    let name = HTTPField.Name.strictTransportSecurity
    #expect(try await head("https://city.example").headers[name] == "max-age=31536000")
    #expect(try await head("http://city.example").headers[name] == nil)
    #expect(try await head(nil).headers[name] == nil)
  }

  @Test func `Open311 says whom to ask and how to get a key`() async throws {
    let town = try await WatchedTown {
      $0.open311Contact = "12345@city.example"
      $0.open311KeyService = "大厅3号窗口"
    }
    let answer = try await RouterClient(server: town.server).get("/open311/discovery.json")
    #expect(answer.body.contains("12345@city.example"))
    #expect(answer.body.contains("大厅3号窗口"))
  }
}
