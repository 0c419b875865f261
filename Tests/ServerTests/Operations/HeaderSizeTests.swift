import HTTPTypes
import Kernel
import Settings
import Testing

@testable import Server

/// Addresses and headers that are too long.
struct HeaderSizeTests {
  @Test func `what is too long is refused in words`() async throws {
    let town = try await WatchedTown { $0.headerBytesMax = 1_024 }
    let client = RouterClient(server: town.server)
    let long = String(repeating: "n", count: 1_100)
    let address = try await client.get("/api/v1/areas?fields=" + long)
    #expect(address.status == 431)
    #expect(address.headers[.contentType]?.hasPrefix("application/problem+json") == true)
    #expect(address.body.contains("request.headers-too-large"))
    let header = try await client.get("/api/v1/areas", [.userAgent: long])
    #expect(header.status == 431)
    #expect(try await client.get("/api/v1/areas").status == 200)
  }
}
