extension Library {
  /// Bytes as text: Base64.
  public static let encoders = Library(
    "encoders", about: "Writes bytes as text and reads them back",
    [
      Function(
        "base64.encode", .global, [[.bytes]], .string, about: "The bytes as Base64, with padding"
      ) { given, budget in
        let bytes = try given.bytes(0)
        try budget.spend(bytes: 2 * bytes.count)
        return .string(Base64.encoded(bytes))
      },
      Function(
        "base64.decode", .global, [[.string]], .bytes,
        about: "The bytes that a text in Base64 stands for, with padding or without"
      ) { given, budget in
        let text = try given.string(0)
        try budget.spend(bytes: 2 * text.utf8.count)
        guard let bytes = Base64.decoded(text) else { throw FunctionError("no Base64") }
        return .bytes(bytes)
      },
    ])
}
