import City
import HTTPTypes
import Journal
import Kernel
import Matters
import Photographs
import Store
import Testing

@testable import Server

/// Photographs that people without scripts send by forms: residents with a report, and those who
/// work on it.
struct PhotographFormTests {
  private static let words = [
    ("text", "A3区云杉路的路灯连着三天不亮"), ("address", "云杉路3号"), ("name", "王建国"),
  ]

  private static func sample(_ seed: UInt64) throws -> [UInt8] {
    try Photograph.sample(seed: seed, width: 40, height: 30).bytes
  }

  private static func tickets(_ body: String) -> [String] {
    body.matches(of: /name="kept" value="([^"]+)"/).map { String($0.1) }
  }

  /// Files a report with photographs; answers its number and code.
  private static func file(
    _ browser: Browser, photographs: [(name: String, bytes: [UInt8])]
  ) async throws -> (number: String, code: String) {
    let check = try await browser.post(
      "/report", words + [("step", "check")], photographs: photographs)
    #expect(check.status == 200)
    let kept = tickets(check.body)
    #expect(kept.count == photographs.count)
    let key = try #require(check.body.firstMatch(of: /name="key" value="([^"]+)"/)).1
    let sent = try await browser.post(
      "/report", words + kept.map { ("kept", $0) } + [("step", "send"), ("key", String(key))])
    #expect(sent.status == 200)
    let told = sent.body.matches(of: /<b class="number">([^<]+)<\/b>/).map { String($0.1) }
    try #require(told.count == 2)
    return (told[0], told[1])
  }

  @Test func `a resident's photographs come with the report, and are seen with the code`()
    async throws
  {
    let lobby = try await Lobby()
    let resident = Browser(lobby)
    let bytes = try [Self.sample(1), Self.sample(2)]
    let (number, code) = try await Self.file(
      resident, photographs: [("一.png", bytes[0]), ("二.png", bytes[1])])
    let followed = try await resident.post("/track", [("number", number), ("code", code)])
    let pictures = followed.body.matches(of: /src="(\/photographs\/[^"]+)"/).map { String($0.1) }
    try #require(pictures.count == 2)
    let shown = try await resident.get(pictures[0])
    #expect(shown.status == 200 && shown.headers[.contentType] == "image/png")
    #expect(shown.headers[.cacheControl]?.contains("private") == true)
    let changed = pictures[0].replacing(/.$/, with: pictures[0].hasSuffix("0") ? "1" : "0")
    #expect(try await resident.get(changed).status == 404)
    lobby.pass(hours: 26)
    #expect(try await resident.get(pictures[0]).status == 404, "a ticket ends")
    let again = try await resident.post("/track", [("number", number), ("code", code)])
    let later = try #require(again.body.firstMatch(of: /src="(\/photographs\/[^"]+)"/)).1
    #expect(try await resident.get(String(later)).status == 200)
  }

  @Test func `a form that comes back has its photographs still, and none is chosen twice`()
    async throws
  {
    let lobby = try await Lobby()
    let resident = Browser(lobby)
    let refused = try await resident.post(
      "/report", [("text", " "), ("address", "云杉路<3>"), ("name", "王"), ("step", "check")],
      photographs: [("a.png", try Self.sample(1)), ("b.heic", [1, 2, 3])])
    #expect(refused.status == 422)
    #expect(refused.body.contains("照片已经传上来了"))
    #expect(refused.body.contains("b.heic") && refused.body.contains("云杉路&lt;3&gt;"))
    let kept = Self.tickets(refused.body)
    try #require(kept.count == 1)
    let picture = try await resident.get("/photographs/" + kept[0])
    #expect(picture.status == 200)
    let twice = try await resident.post(
      "/report", Self.words + [("step", "check"), ("kept", kept[0]), ("kept", kept[0])],
      photographs: [("a.png", try Self.sample(1))])
    #expect(twice.status == 200)
    #expect(Self.tickets(twice.body).count == 1)
    let forged = String(repeating: "0", count: 64) + "-999999999-" + String(kept[0].suffix(32))
    let foreign = try await resident.post(
      "/report", Self.words + [("step", "check"), ("kept", forged)])
    #expect(foreign.status == 200 && Self.tickets(foreign.body).isEmpty)
  }

  @Test func `more photographs than a report may have are named, and the words stay`()
    async throws
  {
    let lobby = try await Lobby()
    let resident = Browser(lobby)
    let many = try (1...5).map { (name: "\($0).png", bytes: try Self.sample($0)) }
    let answer = try await resident.post(
      "/report", Self.words + [("step", "check")], photographs: many)
    #expect(answer.status == 422)
    #expect(answer.body.contains("最多4张照片") && answer.body.contains("云杉路3号"))
    #expect(Self.tickets(answer.body).count == 4)
    let foreign = try await resident.send(
      .post, "/report",
      [
        "Content-Type": MultipartBody.type, "Accept": "text/html",
        "Origin": "https://evil.example",
      ], bytes: MultipartBody().whole)
    #expect(foreign.status == 403)
  }

  @Test func `a stranger sends so many photographs in an hour and no more`() async throws {
    let lobby = try await Lobby()
    let resident = Browser(lobby)
    var statuses: Set<Int> = []
    for round in UInt64(0)..<20 {
      let photographs = try (1...4).map {
        (name: "a.png", bytes: try Self.sample(round * 4 + UInt64($0)))
      }
      let answer = try await resident.post(
        "/report", Self.words + [("step", "check")], photographs: photographs)
      statuses.insert(answer.status)
      if answer.status == 422 { #expect(answer.body.contains("云杉路3号")) }
    }
    #expect(statuses == [200, 422])
  }

  @Test func `who works on a matter adds photographs by a form, before and after`() async throws {
    let lobby = try await Lobby()
    try await lobby.settle("sun", post: "a3-housing-handler")
    let (number, code) = try await Self.file(Browser(lobby), photographs: [])
    let handler = Browser(lobby)
    try await handler.signIn("sun")
    let page = try await handler.get("/matters/\(number)")
    let path = "/matters/\(number)/photographs"
    #expect(page.body.contains("action=\"\(path)\""))
    let token = ("csrf", try #require(page.token))
    let done = try await handler.post(
      path, [token, ("purpose", "after"), ("_key", "one")],
      photographs: [("a.png", try Self.sample(1))])
    #expect(done.status == 303 && done.location == "/matters/\(number)#photographs")
    let shown = try await handler.get("/matters/\(number)")
    let picture = try #require(
      shown.body.firstMatch(of: /src="(\/matters\/[^"]+\/photographs\/[^"]+)"/)
    ).1
    #expect(try await handler.get(String(picture)).status == 200)
    #expect(shown.body.contains("处置后"))
    let empty = try await handler.post(path, [token, ("purpose", "after")], photographs: [])
    #expect(empty.status == 422 && empty.body.contains("还没有选照片"))
    let mixed = try await handler.post(
      path, [token, ("purpose", "before")],
      photographs: [("good.png", try Self.sample(2)), ("bad.png", [0x89, 0x50, 1])])
    #expect(mixed.status == 422 && mixed.body.contains("bad.png"))
    let unmarked = try await handler.post(path, [], photographs: [("a.png", [1])])
    #expect(unmarked.status == 403)
    let matter = try await lobby.city.caller(number: number, code: code)
    let engine = lobby.city.matters
    let parts = try await lobby.city.store.read { try engine.load(matter.id, $0)?.parts }
    #expect(parts?.photographs.map(\.purpose) == [.after, .before])
  }

  @Test func `a photograph that the matter refuses waits in the form`() async throws {
    let lobby = try await Lobby()
    try await lobby.settle("sun", post: "a3-housing-handler")
    let (number, _) = try await Self.file(Browser(lobby), photographs: [])
    let handler = Browser(lobby)
    try await handler.signIn("sun")
    let token = ("csrf", try #require(try await handler.get("/matters/\(number)").token))
    let path = "/matters/\(number)/photographs"
    var last: Browser.Answer?
    for round in UInt64(0)..<3 {
      let photographs = try (1...6).map {
        (name: "a.png", bytes: try Self.sample(100 + round * 6 + UInt64($0)))
      }
      last = try await handler.post(path, [token], photographs: photographs)
    }
    let refused = try #require(last)
    #expect(refused.status == 422)
    #expect(refused.body.contains("照片已经传上来了"))
    #expect(Self.tickets(refused.body).count == 6)
  }

  @Test func `whoever does not see a matter adds nothing to it`() async throws {
    let lobby = try await Lobby()
    try await lobby.settle("wang", post: "a3-housing-handler")
    let (number, code) = try await Self.file(Browser(lobby), photographs: [])
    let path = "/matters/\(number)/photographs"
    let nobody = try await Browser(lobby).post(path, [], photographs: [("a.png", Self.sample(1))])
    #expect(nobody.status == 401)
    let guesser = try await Browser(lobby).post(
      "/track/photographs", [("number", number), ("code", "AAAAAAAA")],
      photographs: [("a.png", Self.sample(1))])
    #expect(guesser.status == 404)
    let caller = Browser(lobby)
    let added = try await caller.post(
      "/track/photographs", [("number", number), ("code", code), ("_key", "k")],
      photographs: [("a.png", Self.sample(1))])
    #expect(added.status == 200 && added.body.contains("src=\"/photographs/"))
    let plain = try await caller.post("/sign-in", [("login", "x")], photographs: [])
    #expect(plain.status == 415, "other forms take no files")
  }
}
