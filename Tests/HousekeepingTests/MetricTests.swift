import Housekeeping
import Synchronization
import Testing

struct MetricTests {
  @Test func `the page is Prometheus's text format`() {
    let metrics = Metrics(version: "1.0 \"x\"\\\n") { 0 }
    metrics.requests.add(1, ["/a", "GET", "200"])
    metrics.requests.add(1, ["/a", "GET", "200"])
    metrics.requestSeconds.observe(0.003, ["/a", "GET"])
    metrics.requestSeconds.observe(0.3, ["/a", "GET"])
    metrics.requestSeconds.observe(30, ["/a", "GET"])
    let page = metrics.page()
    #expect(page.contains(##"baodao_build_info{version="1.0 \"x\"\\\n"} 1"##))
    #expect(page.contains("# TYPE baodao_requests_total counter\n"))
    #expect(page.contains(##"baodao_requests_total{route="/a",method="GET",status="200"} 2"##))
    #expect(
      page.contains(##"baodao_request_seconds_bucket{route="/a",method="GET",le="0.0025"} 0"##))
    #expect(
      page.contains(##"baodao_request_seconds_bucket{route="/a",method="GET",le="0.005"} 1"##))
    #expect(page.contains(##"baodao_request_seconds_bucket{route="/a",method="GET",le="10"} 2"##))
    #expect(page.contains(##"baodao_request_seconds_bucket{route="/a",method="GET",le="+Inf"} 3"##))
    #expect(page.contains(##"baodao_request_seconds_sum{route="/a",method="GET"} 30.303"##))
    #expect(page.contains(##"baodao_request_seconds_count{route="/a",method="GET"} 3"##))
    #expect(page.hasSuffix("\n"))
  }

  @Test func `series beyond the bound are counted together`() {
    let family = MetricFamily(.counter, "x_total", "X.", labels: ["a"], seriesMax: 10)
    for number in 0..<1_000 { family.add(1, ["\(number)"]) }
    #expect(family.value(["0"]) == 1)
    #expect(family.value(["999"]) == 0)
    #expect(family.value(["other"]) == 990)
  }

  @Test func `a commit is measured from its beginning to its end`() {
    let clock = Ticks()
    let metrics = Metrics(version: "1", now: clock.next)
    metrics.commitBegins()
    metrics.commitEnded(units: 5, isDurable: true)
    metrics.commitBegins()
    metrics.commitEnded(units: 1, isDurable: false)
    #expect(metrics.commits.value() == 2)
    #expect(metrics.page().contains("baodao_commit_seconds_sum 2\n"))
    #expect(metrics.page().contains("baodao_commit_units_sum 6\n"))
    #expect(metrics.commitsFailed.value() == 1)
  }
}

/// A clock that moves on by a second whenever it is asked.
private final class Ticks: Sendable {
  private let ticks = Mutex<Int64>(0)

  @Sendable func next() -> Int64 {
    ticks.withLock {
      $0 += 1
      return $0 * 1_000_000_000
    }
  }
}
