import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Ends connections whose client is too slow: in sending a request, or in taking an answer.
///
/// The time for a request runs from its head, however steadily it drips in; idle connections and
/// unfinished heads are ended by Hummingbird's own handler.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let readLimit: TimeAmount
  private let writeLimit: TimeAmount
  private var reading: Scheduled<Void>?
  private var writing: Scheduled<Void>?
  private var closesAfterAnswer = false

  init(readSeconds: Int, writeSeconds: Int) {
    readLimit = .seconds(Int64(readSeconds))
    writeLimit = .seconds(Int64(writeSeconds))
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      reading?.cancel()
      reading = closing(context, after: readLimit)
    case .end:
      reading?.cancel()
      reading = nil
    case .body: break
    }
    context.fireChannelRead(data)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    writing?.cancel()
    writing = context.channel.isWritable ? nil : closing(context, after: writeLimit)
    context.fireChannelWritabilityChanged()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(let head):
      closesAfterAnswer = head.headerFields[.connection]?.lowercased() == "close"
      context.write(data, promise: promise)
    case .end where closesAfterAnswer:
      context.writeAndFlush(data, promise: promise)
      context.close(promise: nil)
    case .body, .end: context.write(data, promise: promise)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    cancel()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { cancel() }

  private func cancel() {
    reading?.cancel()
    writing?.cancel()
    (reading, writing) = (nil, nil)
  }

  private func closing(_ context: ChannelHandlerContext, after limit: TimeAmount) -> Scheduled<Void>
  {
    let channel = context.channel
    return context.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
  }
}
