/// What a reader of one file type hands back.
struct Picture {
  let width: Int
  let height: Int
  /// The file, written anew without metadata.
  let bytes: [UInt8]
}
