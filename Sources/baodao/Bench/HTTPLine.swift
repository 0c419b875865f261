import Glibc
import Kernel

/// One connection to a server on this machine that stays open: as much of HTTP/1.1 as a benchmark
/// needs, in few instructions, since the callers share the machine with the server.
final class HTTPLine {
  struct Answer {
    let status: Int
    let body: String
  }

  private let descriptor: Int32
  private let host: String
  private var received: [UInt8] = []

  /// Bytes asked for at a time.
  private static let readBytes = 65_536
  /// Most bytes of one answer.
  private static let answerBytesMax = 8 << 20

  init(port: Int) throws {
    host = "127.0.0.1:\(port)"
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw HTTPLine.failure("connect: " + String(cString: strerror(errno))) }
    var isOn: Int32 = 1
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
  }

  deinit { close(descriptor) }

  func get(_ path: String, _ headers: String) throws -> Answer {
    try ask("GET \(path) HTTP/1.1\r\nHost: \(host)\r\n\(headers)\r\n")
  }

  func post(_ path: String, _ headers: String, _ body: String) throws -> Answer {
    try ask(
      "POST \(path) HTTP/1.1\r\nHost: \(host)\r\n\(headers)Content-Type: application/json\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n" + body)
  }

  private func ask(_ request: String) throws -> Answer {
    var request = request
    let isSent = request.withUTF8 { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = send(
          descriptor, bytes.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
        if count <= 0 { return false }
        sent += count
      }
      return true
    }
    guard isSent else { throw HTTPLine.failure("send: " + String(cString: strerror(errno))) }
    return try answer()
  }

  private func answer() throws -> Answer {
    var end = headEnd(from: 0)
    while end == nil {
      let searched = max(0, received.count - 3)
      try receive()
      end = headEnd(from: searched)
    }
    guard let end else { throw HTTPLine.failure("no answer") }
    let head = String(decoding: received[..<end], as: UTF8.self)
    let lines = head.split(separator: "\r\n")
    guard let status = lines.first.flatMap({ Int($0.dropFirst(9).prefix(3)) }),
      let length = HTTPLine.length(lines), length <= HTTPLine.answerBytesMax
    else { throw HTTPLine.failure("an answer without a length: \(head.prefix(200))") }
    let whole = end + 4 + length
    while received.count < whole { try receive() }
    let body = String(decoding: received[(end + 4)..<whole], as: UTF8.self)
    received.removeFirst(whole)
    return Answer(status: status, body: body)
  }

  private static func length(_ lines: [Substring]) -> Int? {
    let name = "content-length:"
    return lines.first { $0.count > name.count && $0.prefix(name.count).lowercased() == name }
      .flatMap { Int($0.dropFirst(name.count).drop { $0 == " " }) }
  }

  /// Where the empty line after the head begins.
  private func headEnd(from start: Int) -> Int? {
    received.withUnsafeBufferPointer { bytes in
      guard bytes.count >= 4 else { return nil }
      return (start...max(start, bytes.count - 4)).first {
        $0 + 3 < bytes.count && bytes[$0] == 13 && bytes[$0 + 1] == 10 && bytes[$0 + 2] == 13
          && bytes[$0 + 3] == 10
      }
    }
  }

  private func receive() throws {
    let known = received.count
    let count = withUnsafeTemporaryAllocation(
      byteCount: HTTPLine.readBytes, alignment: 16
    ) { bytes in
      let count = recv(descriptor, bytes.baseAddress, bytes.count, 0)
      if count > 0 { received.append(contentsOf: bytes[..<count]) }
      return count
    }
    guard count > 0, received.count > known else {
      throw HTTPLine.failure("the server has closed the connection")
    }
  }

  static func failure(_ reason: String) -> Problem {
    Problem(.benchRefused, ["reason": reason])
  }
}

extension Problem.Kind {
  static let benchRefused = Problem.Kind(
    "bench.refused", status: 500, zh: "测速没有做完：{reason}",
    en: "The measurement was not finished: {reason}")
}
