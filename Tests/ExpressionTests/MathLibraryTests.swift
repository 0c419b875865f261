import Testing

@Suite struct MathLibraryTests {
  @Test(arguments: [
    ("math.greatest(1)", "1"), ("math.greatest(1u)", "1u"), ("math.greatest(1.5)", "1.5"),
    ("math.greatest(1u, 2u)", "2u"), ("math.greatest(-42.0, -21.5, -100.0)", "-21.5"),
    ("math.greatest([-42.0, -21.5, -100.0])", "-21.5"), ("math.greatest(2, 1)", "2"),
    ("math.greatest(1, 2.0)", "2.0"), ("math.greatest(3, 2.0)", "3"),
    ("math.greatest(1, 1.0)", "1"),
    ("math.greatest(1.0, 1)", "1.0"), ("math.greatest(1u, 1)", "1u"),
    ("math.greatest(-1, 0u, 0.5)", "0.5"), ("math.greatest(1, 2u, 3.0, 2)", "3.0"),
    ("math.greatest(9223372036854775807, 9223372036854775808u)", "9223372036854775808u"),
    ("math.greatest(-9223372036854775808, 0u)", "0u"), ("math.greatest([5])", "5"),
    ("math.greatest(1, 5, 3, 2, 4)", "5"), ("math.greatest(dyn([1, 7u, 2.5]))", "7u"),
    ("math.greatest([1, 7u, 2.5])", "7u"), ("math.greatest(dyn(3), 2)", "3"),
    ("math.greatest(1, 2) + 1", "3"), ("math.greatest(1, 2, 3) + 1", "4"),
    ("math.greatest(1, 2u) == 2u", "true"), ("[1, 2].map(x, math.greatest(x, 2))", "[2, 2]"),
    ("math.greatest(1.0 / 0.0, 5)", "1.0 / 0.0"), ("math.greatest(-1.0 / 0.0, 5)", "5"),
    ("math.least(1)", "1"), ("math.least(1u, 2u)", "1u"),
    ("math.least(-42.0, -21.5, -100.0)", "-100.0"),
    ("math.least([-42.0, -21.5, -100.0])", "-100.0"),
    ("math.least(1, 2.0)", "1"), ("math.least(1.0, 1)", "1.0"), ("math.least(-1, 0u, 0.5)", "-1"),
    ("math.least(2u, 1)", "1"), ("math.least(5, 3, 4, 1, 2)", "1"),
    ("math.least([1u, -7, 2.5])", "-7"), ("math.least(-1.0 / 0.0, 5)", "-1.0 / 0.0"),
    ("math.isNaN(math.least(0.0 / 0.0))", "true"),
  ]) func `the greatest and the least keep their type`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("math.greatest()", "refused: no `math.greatest` of ()"),
    ("math.greatest('string')", "refused: no `math.greatest` of (string)"),
    ("math.greatest(1, 'a')", "refused: no `math.greatest` of (int, string)"),
    ("math.greatest(1, 2, true)", "refused: no `math.greatest` of (int, int, bool)"),
    ("math.greatest([1], 2)", "refused: no `math.greatest` of (list(int), int)"),
    ("math.greatest(['a'])", "refused: no `math.greatest` of (list(string))"),
    ("math.least({})", "refused: no `math.least`"),
    ("math.least(null)", "refused: no `math.least`"),
    ("math.least(timestamp(0))", "refused: no `math.least`"),
    ("math.greatest(dyn('string'))", "error: no such overload"),
    ("math.greatest(1, dyn('a'))", "error: no such overload"),
    ("math.greatest(dyn([1, 'a']))", "error: no such overload"),
    ("math.greatest(dyn(['a']))", "error: no such overload"),
    ("math.greatest(dyn([1]), 2)", "error: no such overload"),
    ("math.greatest([])", "error: an empty list"), ("math.least([])", "error: an empty list"),
    ("math.least(dyn([]))", "error: an empty list"),
    ("math.least(1, 0.0 / 0.0)", "error: NaN has no order"),
  ]) func `what is no number has no greatest`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("math.ceil(1.2)", "2.0"), ("math.ceil(-1.2)", "-1.0"), ("math.ceil(2.0)", "2.0"),
    ("1.0 / math.ceil(-0.2)", "-1.0 / 0.0"), ("math.ceil(1e300)", "1e300"),
    ("math.floor(1.2)", "1.0"), ("math.floor(-1.2)", "-2.0"), ("math.floor(-2.0)", "-2.0"),
    ("math.floor(4503599627370495.5)", "4503599627370495.0"),
    ("math.ceil(4503599627370495.5)", "4503599627370496.0"),
    ("math.round(1.2)", "1.0"), ("math.round(1.5)", "2.0"), ("math.round(-1.5)", "-2.0"),
    ("math.round(2.5)", "3.0"), ("math.round(-2.5)", "-3.0"), ("math.round(0.5)", "1.0"),
    ("math.round(-0.5)", "-1.0"), ("math.round(0.49999999999999994)", "0.0"),
    ("math.round(-1.2)", "-1.0"), ("math.round(4503599627370497.0)", "4503599627370497.0"),
    ("math.round(9007199254740993.0)", "9007199254740992.0"), ("math.round(-1e300)", "-1e300"),
    ("math.trunc(-1.3)", "-1.0"), ("math.trunc(1.3)", "1.0"),
    ("math.trunc(1.0 / 0.0)", "1.0 / 0.0"),
    ("1.0 / math.trunc(-0.3)", "-1.0 / 0.0"), ("math.floor(-1.0 / 0.0)", "-1.0 / 0.0"),
    ("math.isNaN(math.round(0.0 / 0.0))", "true"), ("math.isNaN(math.floor(0.0 / 0.0))", "true"),
    ("math.ceil(1)", "refused: no `math.ceil` of (int)"), ("math.round(dyn(1))", "error: no such"),
    ("math.sqrt(81)", "9.0"), ("math.sqrt(81u)", "9.0"),
    ("math.sqrt(985.25)", "31.388692231439016"),
    ("math.isNaN(math.sqrt(-15))", "true"), ("math.sqrt(0.0)", "0.0"),
    ("math.sqrt(2.0)", "1.4142135623730951"),
    ("math.sqrt('4')", "refused: no `math.sqrt` of (string)"),
  ]) func `doubles are rounded`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("math.abs(-1)", "1"), ("math.abs(1)", "1"), ("math.abs(0)", "0"), ("math.abs(7u)", "7u"),
    ("math.abs(-234.5)", "234.5"), ("math.abs(-0.0)", "0.0"), ("math.abs(-1.0 / 0.0)", "1.0 / 0.0"),
    ("math.isNaN(math.abs(0.0 / 0.0))", "true"),
    ("math.abs(-9223372036854775807)", "9223372036854775807"),
    ("math.abs(-9223372036854775808)", "error: int overflow"),
    ("math.abs('a')", "refused: no `math.abs`"), ("math.abs(dyn('a'))", "error: no such overload"),
    ("math.sign(-42)", "-1"), ("math.sign(0)", "0"), ("math.sign(42)", "1"),
    ("math.sign(-9223372036854775808)", "-1"), ("math.sign(0u)", "0u"),
    ("math.sign(18446744073709551615u)", "1u"), ("math.sign(-0.3)", "-1.0"),
    ("math.sign(0.0)", "0.0"), ("math.sign(-0.0)", "0.0"), ("math.sign(1e300)", "1.0"),
    ("math.isNaN(math.sign(0.0 / 0.0))", "true"), ("math.sign(-1.0 / 0.0)", "-1.0"),
    ("math.isInf(1.0 / 0.0)", "true"), ("math.isInf(-1.0 / 0.0)", "true"),
    ("math.isInf(1.2)", "false"), ("math.isInf(0.0 / 0.0)", "false"),
    ("math.isNaN(0.0 / 0.0)", "true"), ("math.isNaN(1.2)", "false"),
    ("math.isNaN(1.0 / 0.0)", "false"),
    ("math.isFinite(0.0 / 0.0)", "false"), ("math.isFinite(1.2)", "true"),
    ("math.isFinite(1.0 / 0.0)", "false"), ("math.isFinite(1)", "refused: no `math.isFinite`"),
  ]) func `signs and kinds of numbers are told`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("math.bitAnd(3u, 2u)", "2u"), ("math.bitAnd(3, 5)", "1"), ("math.bitAnd(-3, -5)", "-7"),
    ("math.bitOr(1u, 2u)", "3u"), ("math.bitOr(-2, -4)", "-2"), ("math.bitOr(1, 2)", "3"),
    ("math.bitXor(3u, 5u)", "6u"), ("math.bitXor(1, 3)", "2"), ("math.bitXor(-1, 5)", "-6"),
    ("math.bitNot(1)", "-2"), ("math.bitNot(-1)", "0"),
    ("math.bitNot(0u)", "18446744073709551615u"),
    ("math.bitAnd(1, 1u)", "refused: no `math.bitAnd` of (int, uint)"),
    ("math.bitOr(dyn(1), 1u)", "error: no such overload"),
    ("math.bitNot(1.0)", "refused: no `math.bitNot`"),
    ("math.bitShiftLeft(1, 2)", "4"), ("math.bitShiftLeft(-1, 2)", "-4"),
    ("math.bitShiftLeft(1u, 2)", "4u"), ("math.bitShiftLeft(1u, 200)", "0u"),
    ("math.bitShiftLeft(1, 63)", "-9223372036854775808"), ("math.bitShiftLeft(1, 64)", "0"),
    ("math.bitShiftLeft(-1, 64)", "0"), ("math.bitShiftLeft(3u, 63)", "9223372036854775808u"),
    ("math.bitShiftLeft(5, 0)", "5"), ("math.bitShiftLeft(5, 9223372036854775807)", "0"),
    ("math.bitShiftLeft(1, -1)", "error: negative offset"),
    ("math.bitShiftLeft(1u, -1)", "error: negative offset"),
    ("math.bitShiftRight(1024, 2)", "256"), ("math.bitShiftRight(1024u, 2)", "256u"),
    ("math.bitShiftRight(1024u, 64)", "0u"), ("math.bitShiftRight(-1, 64)", "0"),
    ("math.bitShiftRight(-1024, 3)", "2305843009213693824"),
    ("math.bitShiftRight(-1, 1)", "9223372036854775807"),
    ("math.bitShiftRight(-1, 63)", "1"), ("math.bitShiftRight(-1, 0)", "-1"),
    ("math.bitShiftRight(1, -1)", "error: negative offset"),
    ("math.bitShiftRight(1u, -9223372036854775808)", "error: negative offset"),
    ("math.bitShiftRight(1, 1u)", "refused: no `math.bitShiftRight`"),
  ]) func `bits are combined and moved`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }
}
