import Cryptography

/// The root over a range of events, built as RFC 6962 §2.1 does: leaves and nodes are hashed with
/// different first bytes, so that neither can pass for the other.
struct MerkleTree {
  /// Roots of complete subtrees, largest first, with their sizes.
  private var subtrees: [(size: Int, root: [UInt8])] = []

  mutating func append(leaf hash: [UInt8]) {
    subtrees.append((1, Digest.sha256([0] + hash)))
    while subtrees.count > 1, subtrees[subtrees.count - 2].size == subtrees[subtrees.count - 1].size
    {
      let right = subtrees.removeLast()
      let left = subtrees.removeLast()
      subtrees.append((left.size + right.size, Digest.sha256([1] + left.root + right.root)))
    }
  }

  /// The root over all leaves so far; the zero digest for none.
  var root: [UInt8] {
    guard var root = subtrees.last?.root else { return Digest.zero }
    for subtree in subtrees.dropLast().reversed() {
      root = Digest.sha256([1] + subtree.root + root)
    }
    return root
  }
}
