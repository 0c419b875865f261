import Foundation
import Kernel
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A receiver of webhooks on this machine, which answers as it is told.
final class Receiver: Sendable {
  /// One request that came in.
  struct Message: Sendable {
    let path: String
    let headers: [String: String]
    let body: String

    var json: JSON { (try? JSON(parsing: body)) ?? .null }
    var position: Int64 { json["data"]?["position"]?.integer ?? 0 }
  }

  /// How it answers.
  struct Reply: Sendable {
    var status = 204
    var headers: [(String, String)] = []
    var bodyBytes = 0
    /// Takes the request and says nothing.
    var isSilent = false
  }

  private struct State {
    var messages: [Message] = []
    var replies: [Reply] = []
    /// Connections whose request gets no answer.
    var waiting: [any Channel] = []
    /// Who waits for so many messages.
    var awaited: [(count: Int, waiter: CheckedContinuation<Void, Never>)] = []
  }

  private let state = Mutex(State())
  private let channel: Mutex<(any Channel)?> = Mutex(nil)

  /// - Parameter replies: for the first requests; later ones are taken (204).
  static func open(_ replies: [Reply] = []) async throws -> Receiver {
    let receiver = Receiver()
    receiver.state.withLock { $0.replies = replies }
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(Handler(receiver))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    receiver.channel.withLock { $0 = channel }
    return receiver
  }

  var port: Int { channel.withLock { $0?.localAddress?.port } ?? 0 }
  var url: String { "http://127.0.0.1:\(port)/hook" }
  var messages: [Message] { state.withLock { $0.messages } }

  /// Waits until it has taken so many messages.
  func took(_ count: Int) async {
    await withCheckedContinuation { waiter in
      let isReached = state.withLock { state in
        if state.messages.count < count { state.awaited.append((count, waiter)) }
        return state.messages.count >= count
      }
      if isReached { waiter.resume() }
    }
  }

  func reply(_ replies: [Reply]) { state.withLock { $0.replies = replies } }

  /// Listens no longer and cuts the connections that wait for an answer.
  func close() async throws {
    try await channel.withLock { $0 }?.close()
    for waiting in state.withLock({ $0.waiting }) { try? await waiting.close() }
  }

  fileprivate func take(_ message: Message) -> Reply {
    let (reply, waiters) = state.withLock { state in
      state.messages.append(message)
      let count = state.messages.count
      let waiters = state.awaited.filter { $0.count <= count }.map(\.waiter)
      state.awaited.removeAll { $0.count <= count }
      return (state.replies.isEmpty ? Reply() : state.replies.removeFirst(), waiters)
    }
    for waiter in waiters { waiter.resume() }
    return reply
  }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let receiver: Receiver
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()

    init(_ receiver: Receiver) { self.receiver = receiver }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head):
        self.head = head
        body.clear()
      case .body(var part): body.writeBuffer(&part)
      case .end:
        guard let head else { return }
        let headers = Dictionary(head.headers.map { ($0.name.lowercased(), $0.value) }) { $1 }
        answer(
          receiver.take(
            Message(path: head.uri, headers: headers, body: String(buffer: body))), context)
      }
    }

    private func answer(_ reply: Reply, _ context: ChannelHandlerContext) {
      if reply.isSilent {
        receiver.state.withLock { $0.waiting.append(context.channel) }
        return
      }
      var headers = HTTPHeaders(reply.headers)
      headers.add(name: "content-length", value: String(reply.bodyBytes))
      let head = HTTPResponseHead(
        version: .http1_1, status: HTTPResponseStatus(statusCode: reply.status),
        headers: reply.status == 204 ? HTTPHeaders(reply.headers) : headers)
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      if reply.bodyBytes > 0 {
        let buffer = ByteBuffer(repeating: UInt8(ascii: "x"), count: reply.bodyBytes)
        context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
      }
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
  }
}
