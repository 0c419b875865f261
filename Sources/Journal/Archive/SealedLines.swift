import Cryptography

/// Verifies a journal outside its store, line by line from the first event on: the same chain, the
/// same roots and the same seals as in the store.
public struct SealedLines {
  private var verifier = Verifier()
  private var tree = MerkleTree()
  /// The newest seal that was read.
  public private(set) var seal: Seal?
  public private(set) var seals = 0

  public init() {}

  /// The last position that was read.
  public var lastPosition: Int64 { verifier.lastPosition }

  public mutating func take(_ line: JournalLine) {
    switch line {
    case .event(let event):
      verifier.check(event.draft, event.hash)
      tree.append(leaf: event.hash)
    case .seal(let next): take(next)
    }
  }

  private mutating func take(_ next: Seal) {
    let range = "seal \(next.number) over positions \(next.first)–\(next.last)"
    let (before, last) = (seal?.number ?? 0, seal?.last ?? 0)
    if next.number != successor(before) || next.first != successor(last) {
      find(.sealBroken, next.first, "\(range) does not follow seal \(before)")
    }
    if verifier.lastPosition != next.last {
      find(
        .removed, next.last,
        "\(range): the events before it end at position \(verifier.lastPosition)")
    }
    if tree.root != next.root {
      find(.sealBroken, next.first, "\(range): the events do not have its root")
    }
    let hash = Sealer.hash(
      next.number, next.first, next.last, sealed: next.sealed, next.root,
      after: seal?.hash ?? Digest.zero)
    if hash != next.hash {
      find(.sealBroken, next.first, "\(range) was changed or follows another seal")
    }
    seal = next
    seals += 1
    tree = MerkleTree()
  }

  /// Notes something that is wrong beside the lines themselves.
  public mutating func find(_ kind: Verifier.Finding.Kind, _ position: Int64, _ text: String) {
    verifier.find(kind, position, text)
  }

  /// What was found; events without a seal after them are wrong too.
  public mutating func finish() -> Verifier.Report {
    if verifier.lastPosition > seal?.last ?? 0 {
      find(
        .inserted, successor(seal?.last ?? 0),
        "positions \(successor(seal?.last ?? 0))–\(verifier.lastPosition) are under no seal")
    }
    verifier.report.streams = verifier.streams
    verifier.report.seals = seals
    verifier.report.anchor = seal.map { Digest.hex($0.hash) } ?? ""
    return verifier.report
  }
}
