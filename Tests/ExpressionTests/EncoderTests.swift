import Expression
import Testing

@Suite struct EncoderTests {
  @Test(arguments: [
    ("base64.encode(b'hello')", "'aGVsbG8='"), ("base64.encode(b'')", "''"),
    ("base64.encode(b'f')", "'Zg=='"), ("base64.encode(b'fo')", "'Zm8='"),
    ("base64.encode(b'foo')", "'Zm9v'"), ("base64.encode(b'foob')", "'Zm9vYg=='"),
    ("base64.encode(b'fooba')", "'Zm9vYmE='"), ("base64.encode(b'foobar')", "'Zm9vYmFy'"),
    (#"base64.encode(b'\xff\xfe\xfd')"#, "'//79'"), (#"base64.encode(b'\xfb\xef\xbe')"#, "'++++'"),
    ("base64.encode(bytes('汉字'))", "'5rGJ5a2X'"),
    ("base64.encode('hello')", "refused: no `base64.encode` of (string)"),
    ("base64.encode(dyn('hello'))", "error: no such overload"),
  ]) func `bytes are written`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("base64.decode('aGVsbG8=')", "b'hello'"), ("base64.decode('aGVsbG8')", "b'hello'"),
    ("base64.decode('')", "b''"), ("base64.decode('Zg==')", "b'f'"),
    ("base64.decode('Zg')", "b'f'"),
    ("base64.decode('Zm9v')", "b'foo'"), ("base64.decode('//79')", #"b'\xff\xfe\xfd'"#),
    ("base64.decode('5rGJ5a2X')", "bytes('汉字')"), (#"base64.decode('aGVs\r\nbG8=')"#, "b'hello'"),
    ("base64.decode('Zg=')", "error: no Base64"), ("base64.decode('Z')", "error: no Base64"),
    ("base64.decode('Zg===')", "error: no Base64"), ("base64.decode('Z===')", "error: no Base64"),
    ("base64.decode('====')", "error: no Base64"), ("base64.decode('=')", "error: no Base64"),
    ("base64.decode('Zg==Zg==')", "error: no Base64"),
    ("base64.decode('Zm9v=')", "error: no Base64"),
    ("base64.decode('Zm 9v')", "error: no Base64"), ("base64.decode('__79')", "error: no Base64"),
    ("base64.decode('汉字')", "error: no Base64"), ("base64.decode('a-b_')", "error: no Base64"),
    ("base64.decode(b'Zg==')", "refused: no `base64.decode` of (bytes)"),
  ]) func `Base64 is read`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test func `what is written reads back as the same bytes`() throws {
    let environment = Environment(
      variables: [Variable(name: "b", type: .bytes)], libraries: [.encoders])
    let program = try environment.compile("base64.decode(base64.encode(b)) == b")
    var random = Seeded(5)
    for count in 0..<100 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      #expect(try program.evaluateBool([.bytes(bytes)]), "\(bytes)")
    }
  }
}
