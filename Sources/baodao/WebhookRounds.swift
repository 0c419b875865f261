import City
import Kernel
import Outbound
import Webhooks

/// Carries what happens to those who subscribed, beside the server.
struct WebhookRounds: Sendable {
  let city: City
  /// What time it is in the city.
  let clock: @Sendable () -> Instant

  init(_ city: City, clock: @escaping @Sendable () -> Instant) {
    self.city = city
    self.clock = clock
  }

  /// Seconds between rounds: a period is meant, since messages fall due by the clock and another
  /// process may have written them.
  static let roundSeconds = 1

  /// Serves until the task is cancelled. What goes wrong is told and tried again.
  func run() async {
    // Receivers compare the time of a message with their own, so it is the machine's.
    let courier = WebhookCourier(
      city.store, city.webhooks, WebhookDesk(city, clock: clock),
      CurlSender(city.webhooks.policy) { Edge.now().milliseconds },
      holder: Edge.random(8).map { String($0, radix: 16) }.joined(),
      random: { UInt64.random(in: 0...UInt64.max) }, clock: { Edge.now() })
    let failed: @Sendable (any Error) -> Void = { Output.note("baodao: webhooks: \($0)") }
    do {
      try await WebhookLog.forgetOld(Edge.now(), city.store)
    } catch {
      failed(error)
    }
    await courier.run(
      wait: { try await Task.sleep(for: .seconds(WebhookRounds.roundSeconds)) }, failed: failed)
  }
}
