import City
import Duties
import Journal
import Kernel
import Organisation
import Pack
import Store
import TestKit
import Testing

@Suite struct StallTests {
  @Test func `a stall needs no visitor, only a place`() async throws {
    let chamber = try await Chamber.open()
    let keeper = try chamber.city.actor(role: "organiser", unit: "a-security")
    func stand(_ area: String?, _ time: String, by actor: Actor = keeper) async -> String? {
      await problemCode {
        try await chamber.visit(
          RecordVisit(
            program: "stall", target: "云杉路口", area: area, note: "答疑", topics: ["fire", "fraud"],
            met: 120, materials: 300), "stall", "云杉路口", by: actor, at: time)
      }
    }
    let stranger = try chamber.city.actor(role: "organiser", unit: "b-office")
    #expect(await stand("a3", "2023-01-10 15:00", by: stranger) == "request.out-of-scope")
    #expect(await stand(nil, "2023-01-10 15:00") == "request.field-missing")
    #expect(await stand("nowhere", "2023-01-10 15:00") == "request.not-found")
    #expect(await stand("a3", "2023-01-10 15:00") == nil)
    #expect(await stand(nil, "2023-01-11 15:00") == nil)
    let reader = OutreachReader(chamber.city.outreach, .everything)
    try await chamber.store.read { store in
      let topics = try reader.topics(of: "stall", store)
      #expect(topics == ["fire": 2, "fraud": 2])
      #expect(try reader.coverage(of: "stall", store).percent == 100)
      #expect(try reader.visitors(of: "stall", store).map(\.met) == [240])
    }
    #expect(try await chamber.figure("outreach.visited") == 2)
  }
}
