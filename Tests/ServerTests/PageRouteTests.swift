import Assets
import City
import HTTPTypes
import Journal
import Kernel
import Matters
import Pack
import Server
import StoreSQLite
import TestKit
import Testing

/// What goes with every page: files, settings, headers, and what it weighs.
struct PageRouteTests {
  private struct Town {
    static let now = Instant("2026-05-28T10:00:00+08:00", offset: .china)!
    let client: RouterClient

    init() async throws {
      let city = try await City.open(
        try PackLoader.load("example", from: repositoryFiles()), try temporaryStore(),
        random: fixedBytes
      ) { Town.now }
      for index in 0..<60 {
        _ = try await city.perform(
          Request(
            ReceiveMatter(
              kind: "hotline", title: "A3区路灯白天亮着，第\(index)盏", text: "请处理。", caller: "王建国",
              channel: "phone"),
            by: try city.actor(post: "a-call-taker"), at: Town.now))
      }
      try await city.make(
        keys: ["boss": "a-supervisor", "admin": "integrator"], at: Town.now)
      client = RouterClient(server: CityServer(city) { Town.now })
    }

    func get(_ path: String, _ headers: [HTTPField.Name: String] = [:]) async throws
      -> RouterClient.Answer
    {
      var fields = HTTPFields()
      fields[.accept] = "text/html"
      for (name, value) in headers { fields[name] = value }
      return try await client.get(path, fields)
    }
  }

  // MARK: Files

  @Test(arguments: Asset.all.keys.sorted())
  func `a file is served for good under its hash`(name: String) async throws {
    let town = try await Town()
    let asset = try #require(Asset.all[name])
    let answer = try await town.get(asset.path)
    #expect(answer.status == 200)
    #expect(answer.body.utf8.count == asset.bytes.count)
    #expect(answer.headers[.contentType] == asset.type && asset.type.contains("charset=utf-8"))
    #expect(answer.headers[.cacheControl]?.contains("immutable") == true)
    let tag = try #require(answer.headers[.eTag])
    let again = try await town.get(asset.path, [.ifNoneMatch: tag])
    #expect(again.status == 304 && again.body.isEmpty)
  }

  @Test func `an old hash, a strange name and the old address are not found`() async throws {
    let town = try await Town()
    let hash = Asset.stylesheet.hash
    for path in [
      "/assets/0000000000000000/style.css", "/assets/\(hash)/nothing.css",
      "/assets/\(hash)/..%2Fpack.yaml", "/assets/\(hash)", "/style.css",
    ] {
      #expect(try await town.get(path).status == 404, "\(path)")
    }
  }

  // MARK: Settings

  @Test func `settings are kept in cookies and lead back`() async throws {
    let town = try await Town()
    let answer = try await town.get("/settings?lang=en&theme=dark&text=large&next=/wall%3Fx%3D1")
    #expect(answer.status == 303 && answer.headers[.location] == "/wall?x=1")
    let cookies = answer.headers[values: .setCookie]
    #expect(cookies.count == 3)
    for cookie in cookies {
      #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
    }
    let page = try await town.get("/wall", [.cookie: "lang=en; theme=dark; text=large"]).body
    #expect(page.contains("<html lang=\"en\" class=\"theme-dark text-large\">"))
    #expect(page.contains("Echo wall"))
  }

  @Test(arguments: [
    "//evil.example", "https://evil.example", "/%5Cevil.example", "%5C%5Cevil.example",
    "/a%0d%0aSet-Cookie:x=1", "evil", "", "/%09/evil.example", "javascript:alert(1)",
  ])
  func `settings lead nowhere else`(next: String) async throws {
    let answer = try await Town().get("/settings?lang=en&next=\(next)")
    #expect(answer.status == 422, "\(answer.headers[.location] ?? "")")
    #expect(answer.headers[.location] == nil && answer.headers[values: .setCookie].isEmpty)
  }

  @Test(arguments: ["lang=fr", "theme=pink", "text=huge"])
  func `an unknown setting is refused`(query: String) async throws {
    #expect(try await Town().get("/settings?\(query)&next=/").status == 422)
  }

  @Test func `the cookie goes before the browser's wish, and nonsense counts for nothing`()
    async throws
  {
    let town = try await Town()
    func language(_ headers: [HTTPField.Name: String]) async throws -> String {
      try await town.get("/wall", headers).body.contains("lang=\"en\"") ? "en" : "zh"
    }
    #expect(try await language([.acceptLanguage: "en"]) == "en")
    #expect(try await language([.acceptLanguage: "en", .cookie: "lang=zh"]) == "zh")
    #expect(try await language([.cookie: "lang=\"><b>"]) == "zh")
    #expect(try await language([:]) == "zh")
  }

  // MARK: Pages

  @Test func `a flash is told once`() async throws {
    let town = try await Town()
    let answer = try await town.get("/wall", [.cookie: "flash=saved; lang=en"])
    #expect(answer.body.contains("Saved"))
    #expect(
      answer.headers[values: .setCookie].contains { $0.hasPrefix("flash=; Path=/; Max-Age=0") })
    let forged = try await town.get("/wall", [.cookie: "flash=you-won"])
    #expect(!forged.body.contains("you-won") && forged.headers[values: .setCookie].isEmpty)
  }

  @Test(arguments: [
    ("/", "boss"), ("/matters/20260528-000001", "boss"), ("/bulletin", "boss"),
    ("/figures", "boss"), ("/figures/received", "boss"),
    ("/figures/received/rows?period=2026-05-28", "boss"), ("/wall", "boss"),
    ("/webhooks", "admin"), ("/matters", "boss"), ("/?group=all", "boss"), ("/gallery", "boss"),
    ("/nowhere", "boss"),
  ])
  func `a page is light, its own, and under a strict policy`(path: String, who: String)
    async throws
  {
    let answer = try await Town().get(path, [.authorization: "Bearer " + who])
    #expect(answer.status == (path == "/nowhere" ? 404 : 200))
    let files = (Asset.scripts + [.stylesheet, .icons, .badge]).reduce(0) { $0 + $1.bytes.count }
    #expect(answer.body.utf8.count + files < 150_000, "\(answer.body.utf8.count) + \(files)")
    let policy = answer.headers[.contentSecurityPolicy] ?? ""
    for rule in [
      "default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'",
      "base-uri 'none'", "form-action 'self'",
    ] {
      #expect(policy.contains(rule))
    }
    #expect(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains("*"))
    for word in [" style=", "<style", "<script>", "https://", "http://", " onclick="] {
      #expect(!answer.body.contains(word), "\(word)")
    }
  }

  @Test func `one is shown only the sections that one may open`() async throws {
    let town = try await Town()
    let boss = try await town.get("/", [.authorization: "Bearer boss"]).body
    #expect(boss.contains("href=\"/bulletin\"") && !boss.contains("href=\"/webhooks\""))
    let nobody = try await town.get("/wall").body
    #expect(nobody.contains("href=\"/report\"") && nobody.contains("href=\"/sign-in\""))
    #expect(!nobody.contains("href=\"/bulletin\""))
    let gallery = try await town.get("/gallery")
    #expect(gallery.headers[.location] == "/sign-in?next=/gallery")
  }
}
