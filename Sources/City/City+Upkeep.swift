public import Journal
public import Kernel
public import Pack
import Store
public import Upkeep

/// The city's own machinery: packs in force, verifications, messages that nobody took.
extension City {
  /// Runs one action on the machinery with what follows from it; the answer is durable.
  public func perform<Performed: Action>(
    _ request: Request<Performed>
  ) async throws -> Outcome where Performed.Subject == UpkeepEngine {
    try await store.write { try self.perform(request, $0) }
  }

  private func perform<Performed: Action>(
    _ request: Request<Performed>, _ writer: any Writing
  ) throws -> Outcome where Performed.Subject == UpkeepEngine {
    let outcome = try runner.perform(request, upkeep, pack: pack.reference, writer)
    if outcome.isRepeated { return outcome }
    if request.action is RetryMessages { try Outbox.retryDeadLetters(clock(), writer) }
    if let dropped = request.action as? DropMessage {
      try Outbox.drop(dropped.position, dropped.part, writer)
    }
    return outcome
  }

  /// Puts a pack in force: keeps its files and notes who answers for it on what ground. The program
  /// uses it once it is started with it.
  public func enact(
    _ candidate: Pack, ground: String, by actor: Actor, at now: Instant, key: String? = nil
  ) async throws -> Outcome {
    guard candidate.jurisdiction == pack.jurisdiction else {
      throw Problem(
        .otherCity,
        [
          "pack": candidate.id, "jurisdiction": String(candidate.jurisdiction),
          "found": String(pack.jurisdiction),
        ])
    }
    let action = EnactPack(revision: candidate.reference, ground: ground)
    let request = Request(
      action, on: upkeep.id, by: actor, at: now, key: key,
      inputText: candidate.reference + "\n" + ground)
    return try await store.write { writer in
      try PackShelf.keep(candidate, writer)
      return try self.perform(request, writer)
    }
  }

  /// The files of a revision that the store keeps.
  /// - Throws: `request.not-found` where it keeps none of that name.
  public func packFiles(of reference: String) async throws -> PackFiles {
    if reference == pack.reference { return pack.sources }
    let files = try await store.read { try PackShelf.files(reference, $0) }
    guard !files.bytes.isEmpty else {
      throw Problem(.notFound, ["what": "pack", "name": String(reference.prefix(120))])
    }
    return files
  }

  /// Verifies the journal where somebody ordered it, and notes what came of it.
  /// - Parameters:
  ///   - elapsed: milliseconds of a clock that does not go back.
  ///   - goesOn: asked now and then; where it answers false the verification is given up.
  /// - Returns: whether there was one to do.
  public func verifyWhereOrdered(
    at now: @Sendable () -> Instant, elapsed: @Sendable () -> Int64,
    goesOn: @escaping @Sendable () -> Bool
  ) async throws -> Bool {
    let engine = upkeep
    let waits = try await store.read { try engine.load(engine.id, $0)?.isVerifying ?? false }
    guard waits else { return false }
    let began = elapsed()
    var report: Verifier.Report?
    do {
      report = try await Verifier.verify(store, goesOn: goesOn)
    } catch let problem as Problem where problem.kind == .verificationStopped {
      report = nil
    }
    let result = City.result(report, milliseconds: max(0, elapsed() - began))
    _ = try await perform(
      Request(RecordVerification(result), on: engine.id, by: City.timer, at: now()))
    return true
  }

  private static func result(
    _ report: Verifier.Report?, milliseconds: Int64
  ) -> VerificationResult {
    let lines = (report?.findings ?? []).prefix(UpkeepLimits.findingsMax).map {
      "\($0.kind.rawValue): \($0.text)"
    }
    let outcome: VerificationResult.Outcome =
      switch report?.isWhole {
      case true: .whole
      case false: .broken
      case nil: .stopped
      }
    return VerificationResult(
      outcome: outcome, events: Int64(report?.events ?? 0), streams: Int64(report?.streams ?? 0),
      seals: Int64(report?.seals ?? 0), anchor: report?.anchor ?? "",
      findings: Int64(report?.findings.count ?? 0),
      text: String(lines.joined(separator: "\n").prefix(UpkeepLimits.textMax)),
      milliseconds: milliseconds)
  }
}
