import Housekeeping
import Kernel
import Logging
import Synchronization
import Testing

struct LogTests {
  private func line(_ form: LogLine.Form, _ metadata: Logger.Metadata) throws -> String {
    let lines = Sink()
    let logger = Logger(label: "test") { _ in
      LineLogHandler(form, level: .info, clock: { Instant(milliseconds: 0) }, write: lines.take)
    }
    logger.debug("not written")
    logger.info("request", metadata: metadata)
    return try #require(lines.all.first)
  }

  private final class Sink: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    @Sendable func take(_ line: String) { lines.withLock { $0.append(line) } }
  }

  @Test func `a line is a JSON object with numbers as numbers`() throws {
    let text = try line(.json, ["status": "200", "hb.request.id": "ab", "path": "a\nb\"c"])
    let object = try JSON(parsing: text)
    #expect(object["status"] == 200)
    #expect(object["request"] == "ab")
    #expect(object["path"] == "a\nb\"c")
    #expect(object["level"] == "info")
    #expect(text.filter(\.isNewline).count == 1)
  }

  @Test func `logfmt quotes what would begin another value or line`() throws {
    let text = try line(.logfmt, ["route": "/a", "x": "a b=c\nd", "y": ""])
    #expect(text.hasSuffix(#"message=request route=/a x="a b=c\nd" y="""# + "\n"))
  }

  @Test func `a value is cut where it is too long`() throws {
    #expect(try line(.json, ["x": .string(String(repeating: "长", count: 10_000))]).count < 700)
  }

  @Test(arguments: [
    ("3f2504e0-4f89-11d3-9a0c-0305e82c3301", true), ("4BF92F3577B34DA6A3CE929D0E0E4736", true),
    ("13812345678", false), ("110101199003078888", false), ("", false), ("王建国", false),
    ("3f2504e0-4f89-11d3-9a0c-0305e82c330g", false),
    ("13812345678138123456781381234567", false), ("3f2504e04f89-11d3-9a0c-0305e82c330112", false),
  ])
  func `only what can be nothing but a request's number is taken over`(given: String, isTaken: Bool)
  {
    #expect((RequestNumber.accepted(given) != nil) == isTaken)
  }

  @Test func `a number that is made is one that is taken over`() {
    #expect(RequestNumber.made([0xAB, 0x01]) == "ab01")
    #expect(RequestNumber.accepted(RequestNumber.made([UInt8](repeating: 0xEF, count: 16))) != nil)
  }
}
