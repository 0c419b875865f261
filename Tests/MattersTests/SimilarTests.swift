import City
import Kernel
import Matters
import Organisation
import Store
import Testing

@Suite struct SimilarTests {
  private func matches(_ hall: Hall, _ id: Int64, _ scope: RowScope = .everything) async throws
    -> [SimilarMatters.Match]
  {
    let similar = SimilarMatters(hall.city.matters, scope)
    return try await hall.store.read { try similar.matches(of: id, $0) }
  }

  @Test func `matters in much the same words and near are suggested, the likest first`()
    async throws
  {
    let hall = try await Hall.open()
    let lamp = try await hall.receive()
    let same = try await hall.receive(Hall.call(title: "A3区云杉路的路灯不亮", caller: "李秀英"))
    let like = try await hall.receive(
      Hall.call(title: "A3区云杉路路灯晚上不亮了", text: "请尽快修", caller: "张伟"))
    _ = try await hall.receive(Hall.call(title: "A3区某小学入学咨询", text: "孩子如何报名"))
    _ = try await hall.receive(Hall.call(title: "A1区云杉路的路灯不亮"))
    let found = try await matches(hall, lamp)
    #expect(found.map(\.id) == [same, like])
    #expect(found[0].likeness == 1)
  }

  @Test func `what is answered, long ago or out of reach is not suggested`() async throws {
    let hall = try await Hall.open()
    let lamp = try await hall.receive()
    let answered = try await hall.receive()
    try await hall.perform(AnswerMatter(reply: "已修"), on: answered, at: "2022-09-06 10:00")
    _ = try await hall.receive(at: "2022-12-05 10:00")
    #expect(try await matches(hall, lamp).isEmpty)
    let near = try await hall.receive(at: "2022-09-20 10:00")
    #expect(try await matches(hall, lamp).map(\.id) == [near])
    let elsewhere = RowScope(areas: ["a1"], units: [], isEverything: false)
    #expect(try await matches(hall, lamp, elsewhere).isEmpty)
  }
}
