/// An immutable map that keeps the order in which its keys came.
public struct ValueMap: Sendable {
  fileprivate let storage: Storage

  /// A map of the entries; the last of two equal keys wins.
  public init(_ entries: [(MapKey, Value)]) {
    var positions: [MapKey: Int] = [:]
    var unique: [(MapKey, Value)] = []
    unique.reserveCapacity(entries.count)
    for (key, value) in entries {
      if let known = positions[key] {
        unique[known].1 = value
      } else {
        positions[key] = unique.count
        unique.append((key, value))
      }
    }
    storage = Storage(unique)
  }

  /// A map of the entries; nil when two keys are equal.
  public init?(unique entries: [(MapKey, Value)]) {
    storage = Storage(entries)
    if storage.hasRepeatedKey { return nil }
  }

  /// A map with string keys in alphabetical order.
  public init(_ dictionary: [String: Value]) {
    let keys = dictionary.keys.sorted()
    self.init(keys.map { (MapKey.string($0), dictionary[$0] ?? .null) })
  }

  /// How many entries there are.
  public var count: Int { storage.count }
  /// The keys, in order.
  public var keys: [MapKey] { (0..<count).map { storage.entries[$0].key } }
  /// The values, in the order of the keys.
  public var values: [Value] { (0..<count).map { storage.entries[$0].value } }

  /// The key and value at a position, from 0 to `count`.
  func entry(at position: Int) -> (key: MapKey, value: Value) {
    precondition((0..<count).contains(position))
    return (storage.entries[position].key, storage.entries[position].value)
  }

  /// The value under a key.
  public subscript(key: MapKey) -> Value? {
    value(of: key, key.quickHash)
  }

  /// The value under a string key.
  public subscript(name: String) -> Value? { self[.string(name)] }

  /// The value under a key whose hash is known.
  @inline(__always)
  func value(of key: MapKey, _ hash: UInt64) -> Value? {
    storage.position(of: key, hash).map { storage.entries[$0].value }
  }

  /// The value at the end of a path of fields through maps in maps; nil when some map lacks its
  /// field or some value on the way is no map.
  @inline(__always)
  func value(at path: FieldPath) -> Value? {
    var storage = Unmanaged.passUnretained(storage)
    let last = path.count - 1
    for step in 0..<last {
      // The maps on the way are kept alive by this one, so that none is retained.
      let inner = storage._withUnsafeGuaranteedRef { $0.inner(under: path, step) }
      guard let inner else { return nil }
      storage = inner
    }
    return storage._withUnsafeGuaranteedRef { $0.value(under: path, last) }
  }

  /// The value under a key given as a value; nil too when no map can hold such a key.
  func find(_ key: Value) -> Value? {
    guard let key = MapKey(key) else { return nil }
    return self[key]
  }
}

/// The entries of a map in one block of memory: reading one retains nothing but what is read.
/// Safe because the block is not written after `init`.
private final class Storage: @unchecked Sendable {
  struct Entry {
    let hash: UInt64
    let key: MapKey
    let value: Value
    /// The block of the value when it is a map; the value keeps it alive.
    let inner: Unmanaged<Storage>?

    init(_ key: MapKey, _ value: Value) {
      hash = key.quickHash
      self.key = key
      self.value = value
      if case .map(let map) = value {
        inner = Unmanaged.passUnretained(map.storage)
      } else {
        inner = nil
      }
    }
  }

  /// Up to this many entries a scan of the hashes is quicker than a table.
  private static let scannedCountMax = 12

  let entries: UnsafeMutablePointer<Entry>
  let count: Int
  /// The positions of the keys; only for maps too large to scan.
  private let positions: [MapKey: Int]

  init(_ pairs: [(MapKey, Value)]) {
    count = pairs.count
    entries = .allocate(capacity: pairs.count)
    for (position, (key, value)) in pairs.enumerated() {
      (entries + position).initialize(to: Entry(key, value))
    }
    guard count > Storage.scannedCountMax else {
      positions = [:]
      return
    }
    positions = Dictionary(
      pairs.enumerated().map { ($1.0, $0) }, uniquingKeysWith: { first, _ in first })
  }

  deinit {
    entries.deinitialize(count: count)
    entries.deallocate()
  }

  var hasRepeatedKey: Bool {
    if count > Storage.scannedCountMax { return positions.count < count }
    return (0..<count).contains { later in
      position(of: entries[later].key, entries[later].hash) != later
    }
  }

  @inline(__always)
  func inner(under path: FieldPath, _ step: Int) -> Unmanaged<Storage>? {
    let position = position(of: path, step)
    return position < 0 ? nil : entries[position].inner
  }

  @inline(__always)
  func value(under path: FieldPath, _ step: Int) -> Value? {
    let position = position(of: path, step)
    return position < 0 ? nil : entries[position].value
  }

  /// The position of a field, -1 for none.
  @inline(__always)
  private func position(of path: FieldPath, _ step: Int) -> Int {
    if count > Storage.scannedCountMax { return positions[path.fields[step].key] ?? -1 }
    let hash = path.hashes[step]
    var position = 0
    while position < count {
      if entries[position].hash == hash, entries[position].key == path.fields[step].key {
        return position
      }
      position += 1
    }
    return -1
  }

  @inline(__always)
  func position(of key: MapKey, _ hash: UInt64) -> Int? {
    if count > Storage.scannedCountMax { return positions[key] }
    var position = 0
    while position < count {
      if entries[position].hash == hash, entries[position].key == key { return position }
      position += 1
    }
    return nil
  }
}
