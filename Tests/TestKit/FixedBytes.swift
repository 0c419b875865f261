/// In place of random bytes, so that tests are repeatable.
public func fixedBytes(_ count: Int) -> [UInt8] { [UInt8](repeating: 7, count: count) }
