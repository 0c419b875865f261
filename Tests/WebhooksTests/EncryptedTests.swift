import Foundation
import Outbound
import TestKit
import Testing

@testable import Webhooks

/// The way out to a receiver that speaks TLS and shows a certificate of its own authority.
struct EncryptedTests {
  private static var hasTools: Bool {
    ["openssl", "python3"].allSatisfy { tool in
      (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)")
      }
    }
  }

  /// Takes one message after another and says which port it has.
  private static let receiver = """
    import http.server, ssl
    class Taker(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(204)
            self.end_headers()
        def log_message(self, *words):
            pass
    server = http.server.HTTPServer(("127.0.0.1", 0), Taker)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("cert.pem", "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    print(server.server_address[1], flush=True)
    server.serve_forever()
    """

  private struct NoReceiver: Error {}

  /// A receiver whose certificate is for `localhost`, in a folder with the certificate.
  private static func open() throws -> (receiver: ChildProcess, port: Int, folder: String) {
    let folder = NSTemporaryDirectory() + "baodao-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let made = try ChildProcess(
      "openssl",
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
        "-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem",
      ], in: folder)
    guard made.wait() == 0 else { throw NoReceiver() }
    let process = try ChildProcess("python3", ["-c", receiver], in: folder)
    let told = try process.awaitedOutput { $0.hasSuffix("\n") }
    guard let port = Int(told.dropLast()) else { throw NoReceiver() }
    return (process, port, folder)
  }

  private func send(_ url: String, trusting authorities: String?) async -> WebhookAnswer {
    let sender = CurlSender(.inside, authorities: authorities, totalMilliseconds: 30_000) {
      Int64(Date().timeIntervalSince1970 * 1000)
    }
    return await sender.send(
      WebhookPost(
        url: url, headers: [("content-type", "application/json")], body: Array("{}".utf8)))
  }

  @Test(.enabled(if: hasTools, "openssl or python3 is not on this machine"))
  func `a certificate must be of a known authority and for the name`() async throws {
    let (receiver, port, folder) = try await onOwnThread {
      let opened = try EncryptedTests.open()
      return (Held(opened.receiver), opened.port, opened.folder)
    }
    let authorities = folder + "/cert.pem"
    #expect(await send("https://localhost:\(port)/", trusting: authorities).status == 204)
    let unknown = await send("https://localhost:\(port)/", trusting: nil)
    #expect(unknown.status == 0)
    #expect(unknown.failure.contains("certificate"), "\(unknown.failure)")
    let misnamed = await send("https://127.0.0.1:\(port)/", trusting: authorities)
    #expect(misnamed.status == 0)
    #expect(!misnamed.failure.isEmpty)
    receiver.process.terminate()
  }

  /// A process on its way from the thread that started it.
  ///
  /// Safe because it is handed over once and used by one thread at a time.
  private final class Held: @unchecked Sendable {
    let process: ChildProcess

    init(_ process: ChildProcess) { self.process = process }
  }
}
