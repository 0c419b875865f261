import Testing

@testable import Server

/// The end of the journal as those who listen wait for it.
struct TideTests {
  @Test(.timeLimit(.minutes(5)))
  func `whoever waits is woken by what comes, and by nothing else`() async {
    let tide = Tide()
    tide.rise(to: 5)
    #expect(await tide.wait(beyond: 4, milliseconds: 60_000))
    #expect(await !tide.wait(beyond: 5, milliseconds: 20))
    async let near = tide.wait(beyond: 5, milliseconds: 600_000)
    async let far = tide.wait(beyond: 6, milliseconds: 600_000)
    tide.rise(to: 6)
    #expect(await near)
    tide.rise(to: 7)
    #expect(await far)
  }

  @Test(.timeLimit(.minutes(5)))
  func `whoever is sent away waits no longer`() async {
    let tide = Tide()
    let listener = Task { await tide.wait(beyond: 0, milliseconds: 600_000) }
    listener.cancel()
    #expect(await !listener.value)
    // One that went is not called.
    tide.rise(to: 1)
    #expect(await tide.wait(beyond: 0, milliseconds: 60_000))
  }
}
