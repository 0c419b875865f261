import Expression
import Testing

@Suite struct FormatTests {
  @Test(arguments: [
    ("'no clause'.format([])", "'no clause'"), ("''.format([])", "''"), ("'%%'.format([])", "'%'"),
    ("'100%% of %s'.format(['汉字'])", "'100% of 汉字'"), ("'%%%s%%'.format([1])", "'%1%'"),
    ("'%s'.format(['str'])", "'str'"), ("'%s and %s'.format(['a', 1])", "'a and 1'"),
    ("'%s%s%s'.format([1, 2u, 3.5])", "'123.5'"), ("'%%s'.format([])", "'%s'"),
    ("'a %% b %d'.format([7])", "'a % b 7'"), ("'🐱%s🐱'.format(['🐶'])", "'🐱🐶🐱'"),
    ("'%s'.format(dyn(['x']))", "'x'"),
    ("'%d items: %s'.format([2, ['a', 'b']])", "'2 items: [a, b]'"),
  ]) func `clauses are replaced in order`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("'%s'.format([true])", "'true'"), ("'%s'.format([false])", "'false'"),
    ("'%s'.format([null])", "'null'"), ("'%s'.format([-42])", "'-42'"),
    ("'%s'.format([42u])", "'42'"),
    ("'%s'.format([-9223372036854775808])", "'-9223372036854775808'"),
    ("'%s'.format([18446744073709551615u])", "'18446744073709551615'"),
    ("'%s'.format([64.2])", "'64.2'"), ("'%s'.format([3.0])", "'3'"),
    ("'%s'.format([-0.5])", "'-0.5'"),
    ("'%s'.format([1e16])", "'10000000000000000'"),
    ("'%s'.format([1.5e20])", "'150000000000000000000'"),
    ("'%s'.format([1e-7])", "'0.0000001'"), ("'%s'.format([1.25e-5])", "'0.0000125'"),
    ("'%s'.format([0.1])", "'0.1'"), ("'%s'.format([0.0])", "'0'"), ("'%s'.format([-0.0])", "'-0'"),
    ("'%s'.format([123456789.125])", "'123456789.125'"),
    ("'%s'.format([1e21])", "'1000000000000000000000'"),
    ("'%s'.format([0.30000000000000004])", "'0.30000000000000004'"),
    ("'%s'.format([0.0 / 0.0])", "'NaN'"), ("'%s'.format([1.0 / 0.0])", "'Infinity'"),
    ("'%s'.format([-1.0 / 0.0])", "'-Infinity'"), ("'%s'.format([b'foo'])", "'foo'"),
    ("'%s'.format([bytes('汉')])", "'汉'"), (#"'%s'.format([b'a\xff\xfeb'])"#, #"'a\uFFFDb'"#),
    (#"'%s'.format([b'\xff'])"#, #"'\uFFFD'"#),
    (#"'%s'.format([b'\xe6\xb1x\xc0\x80'])"#, #"'\uFFFDx\uFFFD'"#),
    (#"'%s'.format([b'\xff\xef\xbf\xbd\xff'])"#, #"'\uFFFD\uFFFD\uFFFD'"#),
    ("'%s'.format([type('a')])", "'string'"), ("'%s'.format([type(null)])", "'null_type'"),
    ("'%s'.format([type([1])])", "'list'"), ("'%s'.format([type({})])", "'map'"),
    ("'%s'.format([type(type(1))])", "'type'"),
    ("'%s'.format([type(timestamp(0))])", "'google.protobuf.Timestamp'"),
    ("'%s'.format([timestamp('2023-02-03T23:31:20+00:00')])", "'2023-02-03T23:31:20Z'"),
    ("'%s'.format([timestamp('2023-02-03T23:31:20.5+08:00')])", "'2023-02-03T15:31:20.5Z'"),
    ("'%s'.format([duration('1h45m47s')])", "'6347s'"),
    ("'%s'.format([duration('1.5s')])", "'1.5s'"),
    ("'%s'.format([duration('-0.25s')])", "'-0.25s'"), ("'%s'.format([duration('0s')])", "'0s'"),
    ("'%s'.format([duration('1ns')])", "'0.000000001s'"),
    ("'%s'.format([duration('100ms')])", "'0.1s'"),
    ("'%s'.format([duration('1234567890.123456789s')])", "'1234567890.1234567s'"),
  ]) func `a value of any kind is text`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("'%s'.format([[]])", "'[]'"), ("'%s'.format([{}])", "'{}'"), ("'%s'.format([[1]])", "'[1]'"),
    (
      "'%s'.format([['abc', 3.14, null, [9, 8], timestamp(0)]])",
      "'[abc, 3.14, null, [9, 8], 1970-01-01T00:00:00Z]'"
    ),
    ("'%s'.format([[1, 2, 3, {'a': 'x', 'b': 'y', 'c': 'z'}]])", "'[1, 2, 3, {a: x, b: y, c: z}]'"),
    ("'%s'.format([{'b': 1, 'a': [2, 3]}])", "'{a: [2, 3], b: 1}'"),
    ("'%s'.format([{2: 'x', 10: 'y', 1u: 'z'}])", "'{1: z, 10: y, 2: x}'"),
    ("'%s'.format([{true: 1, false: 2}])", "'{false: 2, true: 1}'"),
    (
      "'%s'.format([{1: true, '0': false, true: {'汉': b'x'}}])",
      "'{0: false, 1: true, true: {汉: x}}'"
    ),
    ("'%s'.format([{'汉': 1, '🐱': 2, 'z': 3, 'Z': 4}])", "'{Z: 4, z: 3, 汉: 1, 🐱: 2}'"),
    (
      "'%s'.format([[duration('1s'), int, 1.0, 0.0 / 0.0, 1.0 / 0.0]])",
      "'[1s, int, 1, NaN, Infinity]'"
    ),
    ("'%s'.format([[['a'], 'b, c']])", "'[[a], b, c]'"),
  ]) func `lists and maps are text with their keys in order`(
    source: String, expected: String
  ) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("'%d'.format([42])", "'42'"), ("'%d'.format([-42])", "'-42'"), ("'%d'.format([42u])", "'42'"),
    ("'%d'.format([3.14])", "'3.14'"), ("'%d'.format([1e20])", "'100000000000000000000'"),
    ("'%d'.format([0.0 / 0.0])", "'NaN'"), ("'%d'.format([-1.0 / 0.0])", "'-Infinity'"),
    ("'%.3d'.format([42])", "'42'"),
    ("'%b'.format([5])", "'101'"), ("'%b'.format([-5])", "'-101'"), ("'%b'.format([0u])", "'0'"),
    ("'%b'.format([true])", "'1'"), ("'%b'.format([false])", "'0'"),
    ("'%b'.format([18446744073709551615u]).size()", "64"),
    ("'%o'.format([30])", "'36'"), ("'%o'.format([30u])", "'36'"), ("'%o'.format([-11])", "'-13'"),
    ("'%x'.format([26])", "'1a'"), ("'%X'.format([26])", "'1A'"), ("'%x'.format([-30])", "'-1e'"),
    ("'%x'.format([-9223372036854775808])", "'-8000000000000000'"),
    ("'%X'.format([18446744073709551615u])", "'FFFFFFFFFFFFFFFF'"),
    ("'%x'.format(['Hello world!'])", "'48656c6c6f20776f726c6421'"), ("'%x'.format([''])", "''"),
    ("'%X'.format([b'byte'])", "'62797465'"), ("'%X'.format(['汉'])", "'E6B189'"),
    (#"'%x'.format([b'\x00\x0f\xff'])"#, "'000fff'"),
  ]) func `whole numbers are written in four bases`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("'%f'.format([3.14])", "'3.140000'"), ("'%f'.format([1])", "'1.000000'"),
    ("'%f'.format([1u])", "'1.000000'"),
    ("'%.3f'.format([1.2345])", "'1.234'"), ("'%.1f'.format([3.14])", "'3.1'"),
    ("'%.0f'.format([3.14])", "'3'"),
    ("'%.0f'.format([0.5])", "'0'"), ("'%.0f'.format([1.5])", "'2'"),
    ("'%.0f'.format([2.5])", "'2'"),
    ("'%.0f'.format([0.51])", "'1'"), ("'%.0f'.format([0.05])", "'0'"),
    ("'%.1f'.format([0.25])", "'0.2'"),
    ("'%.1f'.format([0.75])", "'0.8'"), ("'%.1f'.format([0.04])", "'0.0'"),
    ("'%.1f'.format([0.004])", "'0.0'"),
    ("'%.2f'.format([2.675])", "'2.67'"), ("'%.2f'.format([1.005])", "'1.00'"),
    ("'%.1f'.format([4.35])", "'4.3'"),
    ("'%.3f'.format([9.9995])", "'9.999'"), ("'%.2f'.format([9.999])", "'10.00'"),
    ("'%.0f'.format([99999.5])", "'100000'"), ("'%.2f'.format([99.996])", "'100.00'"),
    ("'%.20f'.format([0.1])", "'0.10000000000000000555'"),
    ("'%.0f'.format([1e22])", "'10000000000000000000000'"),
    ("'%.0f'.format([1e23])", "'99999999999999991611392'"),
    ("'%f'.format([-1.5])", "'-1.500000'"), ("'%f'.format([0.0])", "'0.000000'"),
    ("'%f'.format([-0.0])", "'-0.000000'"),
    ("'%.1f'.format([-0.01])", "'-0.0'"),
    ("'%f'.format([-9223372036854775808])", "'-9223372036854775808.000000'"),
    ("'%.1f'.format([18446744073709551615u])", "'18446744073709551616.0'"),
    ("'%.1f'.format([1.7976931348623157e308]).size()", "311"),
    ("'%.1000f'.format([0.5]).size()", "1002"),
    ("'%.1000f'.format([5e-324]).endsWith('4065645841246544')", "false"),
    ("'%f'.format([0.0 / 0.0])", "'NaN'"), ("'%f'.format([1.0 / 0.0])", "'Infinity'"),
    ("'%.2f'.format([-1.0 / 0.0])", "'-Infinity'"), ("'%.007f'.format([0.5])", "'0.5000000'"),
  ]) func `fixed-point numbers are rounded correctly`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("'%e'.format([1])", "'1.000000e+00'"), ("'%e'.format([1u])", "'1.000000e+00'"),
    ("'%e'.format([3.14])", "'3.140000e+00'"), ("'%.1e'.format([-3.14])", "'-3.1e+00'"),
    ("'%e'.format([1234.5])", "'1.234500e+03'"), ("'%e'.format([2.71828])", "'2.718280e+00'"),
    ("'%.6e'.format([1052.032911275])", "'1.052033e+03'"), ("'%e'.format([0.0])", "'0.000000e+00'"),
    ("'%e'.format([-0.0])", "'-0.000000e+00'"), ("'%.3e'.format([0.000123456])", "'1.235e-04'"),
    ("'%e'.format([1e100])", "'1.000000e+100'"), ("'%.0e'.format([9.5])", "'1e+01'"),
    ("'%.0e'.format([8.5])", "'8e+00'"), ("'%.0e'.format([2.5])", "'2e+00'"),
    ("'%.0e'.format([0.0])", "'0e+00'"),
    ("'%.10e'.format([5e-324])", "'4.9406564584e-324'"), ("'%.2e'.format([9.999e9])", "'1.00e+10'"),
    ("'%.17e'.format([2.2250738585072014e-308])", "'2.22507385850720138e-308'"),
    ("'%e'.format([1.7976931348623157e308])", "'1.797693e+308'"),
    ("'%e'.format([0.0 / 0.0])", "'NaN'"), ("'%e'.format([-1.0 / 0.0])", "'-Infinity'"),
  ]) func `scientific numbers have two digits of exponent`(
    source: String, expected: String
  ) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("'%s'.format([])", "error: index 0 out of range"),
    ("'%d %d'.format([1])", "error: index 1 out of range"),
    ("'%s'.format([1, 2])", "error: 1 clauses and is given 2 values"),
    ("''.format([1])", "error: 0 clauses and is given 1 values"),
    ("'%'.format([1])", "error: ends within a clause"),
    ("'%.5'.format([1])", "error: ends within a clause"),
    ("'100%'.format([])", "error: ends within a clause"),
    ("'%.f'.format([1.0])", "error: a precision needs digits"),
    ("'%.-1f'.format([1.0])", "error: a precision needs digits"),
    ("'%.1001f'.format([1.0])", "error: the precision is greater than 1000"),
    ("'%.99999999999999999999f'.format([1.0])", "error: the precision is greater than 1000"),
    ("'%a'.format([1])", "error: unrecognized clause `%a`"),
    ("'%汉'.format([1])", "error: unrecognized clause `%汉`"),
    ("'%5d'.format([1])", "error: unrecognized clause `%5`"),
    ("'% s'.format([1])", "error: unrecognized clause `% `"),
    ("'%S'.format(['a'])", "error: unrecognized clause `%S`"),
    ("'%D'.format([1])", "error: unrecognized clause"),
    ("'%.2%'.format([])", "error: unrecognized clause `%%`"),
    ("'%d'.format(['a'])", "error: `%d` takes ints, uints and doubles, this is string"),
    ("'%d'.format([true])", "error: this is bool"),
    ("'%d'.format([duration('1s')])", "error: this is google.protobuf.Duration"),
    ("'%f'.format(['1.0'])", "error: `%f` takes ints, uints and doubles, this is string"),
    ("'%f'.format(['NaN'])", "error: this is string"),
    ("'%e'.format([null])", "error: this is null_type"),
    ("'%e'.format([[1.0]])", "error: this is list"),
    ("'%b'.format([1.0])", "error: `%b` takes ints, uints and bools"),
    ("'%b'.format(['a'])", "error: this is string"),
    ("'%o'.format([true])", "error: `%o` takes ints and uints"),
    ("'%o'.format([1.0])", "error: this is double"),
    ("'%x'.format([1.0])", "error: this is double"),
    ("'%X'.format([true])", "error: `%X` takes ints, uints, strings and bytes, this is bool"),
    ("'%s'.format([[optional.of(1)]])", "error: `%s` takes no optional value"),
    ("'%x'.format([{}])", "error: this is map"), ("'%s'.format('a')", "refused: no `format`"),
    ("1.format([1])", "refused: no `format`"), ("'%s'.format()", "refused: no `format`"),
  ]) func `a bad clause or value is a clear error`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test func `every double is written with digits that read back as the same double`() throws {
    let environment = Environment(
      variables: [Variable(name: "d", type: .double)], libraries: [.strings])
    let shortest = try environment.compile("double('%s'.format([d])) == d")
    let exact = try environment.compile("double('%.17e'.format([d])) == d")
    var random = Seeded(6)
    for _ in 0..<2_000 {
      let double = Double(bitPattern: random.next())
      guard double.isFinite else { continue }
      #expect(try shortest.evaluateBool([.double(double)]), "\(double)")
      #expect(try exact.evaluateBool([.double(double)]), "\(double)")
    }
  }

  @Test func `lists nested too deep are an error and not a crash`() throws {
    var deep: Value = 1
    for _ in 0...Limits.formatNestingMax { deep = [deep] }
    let environment = Environment(
      variables: [Variable(name: "x", type: .dyn)], libraries: [.strings])
    let program = try environment.compile("'%s'.format([x])")
    let error = #expect(throws: ExpressionError.self) { try program.evaluate([deep]) }
    #expect(error?.message == "lists and maps are nested deeper than \(Limits.formatNestingMax)")
  }
}
