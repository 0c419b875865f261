/// An immutable map that keeps the order in which its keys came.
public struct ValueMap: Sendable {
  /// Up to this many entries a scan is quicker than hashing.
  static let scannedCountMax = 6

  private final class Storage: Sendable {
    let keys: [MapKey]
    let values: [Value]
    let index: [MapKey: Int]

    init(keys: [MapKey], values: [Value], index: [MapKey: Int]) {
      self.keys = keys
      self.values = values
      self.index = index
    }
  }

  private let storage: Storage

  /// A map of the entries; the last of two equal keys wins.
  public init(_ entries: [(MapKey, Value)]) {
    self.init(entries, merging: true)!
  }

  /// A map of the entries; nil when two keys are equal.
  public init?(unique entries: [(MapKey, Value)]) {
    self.init(entries, merging: false)
  }

  /// A map with string keys in alphabetical order.
  public init(_ dictionary: [String: Value]) {
    let keys = dictionary.keys.sorted()
    self.init(keys.map { (MapKey.string($0), dictionary[$0] ?? .null) })
  }

  private init?(_ entries: [(MapKey, Value)], merging: Bool) {
    var keys: [MapKey] = []
    var values: [Value] = []
    var index: [MapKey: Int] = Dictionary(minimumCapacity: entries.count)
    for (key, value) in entries {
      if let known = index[key] {
        guard merging else { return nil }
        values[known] = value
      } else {
        index[key] = keys.count
        keys.append(key)
        values.append(value)
      }
    }
    storage = Storage(keys: keys, values: values, index: index)
  }

  /// How many entries there are.
  public var count: Int { storage.keys.count }
  /// The keys, in order.
  public var keys: [MapKey] { storage.keys }
  /// The values, in the order of the keys.
  public var values: [Value] { storage.values }

  /// The value under a key.
  public subscript(key: MapKey) -> Value? {
    if storage.keys.count <= ValueMap.scannedCountMax {
      for position in storage.keys.indices where storage.keys[position] == key {
        return storage.values[position]
      }
      return nil
    }
    guard let position = storage.index[key] else { return nil }
    return storage.values[position]
  }

  /// The value under a string key.
  public subscript(name: String) -> Value? { self[.string(name)] }

  /// The value under a key given as a value; nil too when no map can hold such a key.
  func find(_ key: Value) -> Value? {
    guard let key = MapKey(key) else { return nil }
    return self[key]
  }
}
