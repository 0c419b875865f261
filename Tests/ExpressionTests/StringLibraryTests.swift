import Testing

@Suite struct StringLibraryTests {
  @Test(arguments: [
    ("'hello'.charAt(0)", "'h'"), ("'hello'.charAt(4)", "'o'"), ("'hello'.charAt(5)", "''"),
    ("'hello'.charAt(-1)", "error: index out of range: -1"),
    ("'hello'.charAt(6)", "error: index out of range: 6"),
    ("''.charAt(0)", "''"), ("''.charAt(1)", "error: index out of range"),
    ("'汉字'.charAt(1)", "'字'"), ("'a🐱b'.charAt(1)", "'🐱'"), ("'a🐱b'.charAt(2)", "'b'"),
    (#"'e\u0301x'.charAt(0)"#, "'e'"), (#"'e\u0301x'.charAt(1)"#, #"'\u0301'"#),
    (#"'e\u0301x'.charAt(2)"#, "'x'"),
    ("'🇩🇪'.charAt(1)", #"'\U0001F1EA'"#), (#"'a\r\nb'.charAt(1)"#, #"'\r'"#),
    ("'abc'.charAt(9223372036854775807)", "error: index out of range"),
    ("'abc'.charAt(-9223372036854775808)", "error: index out of range"),
    ("'abc'.charAt(1u)", "refused: no `charAt` on string with (uint)"),
    ("'abc'.charAt(dyn('1'))", "error: no such overload"),
    ("dyn(1).charAt(1)", "error: no such overload"), ("1.charAt(1)", "refused: no `charAt`"),
  ]) func `charAt gives the character at a place`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("'hello mellow'.indexOf('')", "0"), ("'hello mellow'.indexOf('ello')", "1"),
    ("'hello mellow'.indexOf('jello')", "-1"), ("'hello mellow'.indexOf('', 2)", "2"),
    ("'hello mellow'.indexOf('ello', 1)", "1"), ("'hello mellow'.indexOf('ello', 2)", "7"),
    ("'hello mellow'.indexOf('ello', 7)", "7"), ("'hello mellow'.indexOf('ello', 8)", "-1"),
    ("'hello mellow'.indexOf('ello', 12)", "-1"), ("'hello mellow'.indexOf('ello', 20)", "-1"),
    ("'hello mellow'.indexOf('ello', -1)", "error: index out of range: -1"),
    ("'hello mellow'.indexOf('', -1)", "error: index out of range: -1"),
    ("'hello mellow'.indexOf('', 12)", "12"), ("'hello mellow'.indexOf('', 20)", "12"),
    ("''.indexOf('')", "0"), ("''.indexOf('a')", "-1"), ("''.indexOf('', 0)", "0"),
    ("''.indexOf('a', 0)", "-1"), ("'a'.indexOf('ab')", "-1"), ("'ab'.indexOf('ab')", "0"),
    ("'我爱汉字汉字'.indexOf('汉字')", "2"), ("'我爱汉字汉字'.indexOf('汉字', 3)", "4"),
    ("'我爱汉字汉字'.indexOf('字', 4)", "5"), ("'我爱汉字汉字'.indexOf('字', 5)", "5"),
    ("'🐱🐶🐱'.indexOf('🐱', 1)", "2"), (#"'xe\u0301'.indexOf('\u0301')"#, "2"),
    (#"'x\u00E9'.indexOf('e\u0301')"#, "-1"), (#"'xe\u0301'.indexOf('e')"#, "1"),
    ("'aaaaab'.indexOf('aab')", "3"), ("'abababc'.indexOf('ababc')", "2"),
    ("'abcabcabd'.indexOf('abcabd')", "3"), ("'aabaaab'.indexOf('aaab', 1)", "3"),
    ("'abc'.indexOf('c', 9223372036854775807)", "-1"),
    ("'abc'.indexOf(1)", "refused: no `indexOf`"),
    ("'abc'.indexOf('a', 0, 1)", "refused: no `indexOf`"),
  ]) func `indexOf gives the first place`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("'hello mellow'.lastIndexOf('')", "12"), ("'hello mellow'.lastIndexOf('ello')", "7"),
    ("'hello mellow'.lastIndexOf('jello')", "-1"), ("'hello mellow'.lastIndexOf('ello', 6)", "1"),
    ("'hello mellow'.lastIndexOf('ello', 7)", "7"), ("'hello mellow'.lastIndexOf('ello', 0)", "-1"),
    ("'hello mellow'.lastIndexOf('ello', 1)", "1"), ("'hello mellow'.lastIndexOf('low')", "9"),
    ("'hello mellow'.lastIndexOf('low', 11)", "9"), ("'hello mellow'.lastIndexOf('low', 12)", "-1"),
    ("'hello mellow'.lastIndexOf('ello', 20)", "-1"),
    ("'hello mellow'.lastIndexOf('ello', -1)", "error: index out of range: -1"),
    ("'hello mellow'.lastIndexOf('', -1)", "error: index out of range: -1"),
    ("'hello mellow'.lastIndexOf('', 3)", "3"), ("'hello mellow'.lastIndexOf('', 20)", "12"),
    ("'hello mellow'.lastIndexOf('h', 0)", "0"), ("''.lastIndexOf('')", "0"),
    ("''.lastIndexOf('a')", "-1"), ("'a'.lastIndexOf('abc')", "-1"),
    ("'ab'.lastIndexOf('ab')", "0"),
    ("'汉字汉字'.lastIndexOf('汉字')", "2"), ("'汉字汉字'.lastIndexOf('汉字', 1)", "0"),
    ("'汉字汉字'.lastIndexOf('字', 2)", "1"), ("'汉字汉字'.lastIndexOf('字', 3)", "3"),
    ("'🐱🐶🐱'.lastIndexOf('🐱', 1)", "0"), ("'aaaa'.lastIndexOf('aa')", "2"),
    ("'aaaa'.lastIndexOf('aa', 1)", "1"), ("'abcabd'.lastIndexOf('ab', 2)", "0"),
  ]) func `lastIndexOf gives the last place`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("'tacocat'.substring(4)", "'cat'"), ("'tacocat'.substring(0)", "'tacocat'"),
    ("'tacocat'.substring(7)", "''"), ("'tacocat'.substring(0, 4)", "'taco'"),
    ("'tacocat'.substring(4, 4)", "''"), ("'tacocat'.substring(7, 7)", "''"),
    ("'tacocat'.substring(0, 7)", "'tacocat'"),
    ("'tacocat'.substring(-1)", "error: index out of range: -1"),
    ("'tacocat'.substring(8)", "error: index out of range: 8"),
    ("'tacocat'.substring(40)", "error: index out of range: 40"),
    ("'tacocat'.substring(1, 50)", "error: index out of range: 50"),
    ("'tacocat'.substring(49, 50)", "error: index out of range"),
    ("'tacocat'.substring(-1, 3)", "error: index out of range: -1"),
    ("'tacocat'.substring(2, -1)", "error: index out of range: -1"),
    ("'tacocat'.substring(2, 1)", "error: the start 2 is after the end 1"),
    ("''.substring(0)", "''"), ("''.substring(0, 0)", "''"),
    ("'ta©o©αT'.substring(2, 6)", "'©o©α'"), ("'汉字🐱x'.substring(1, 3)", "'字🐱'"),
    ("'汉字🐱x'.substring(3)", "'x'"), (#"'e\u0301x'.substring(1)"#, #"'\u0301x'"#),
    ("'abc'.substring(1.0)", "refused: no `substring`"),
  ]) func `substring takes the text between places`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("['hello', 'mellow'].join()", "'hellomellow'"),
    ("['hello', 'mellow'].join(' ')", "'hello mellow'"), ("[].join()", "''"),
    ("[].join('/')", "''"),
    ("['x'].join('/')", "'x'"), ("['', '', ''].join('-')", "'--'"),
    ("['汉', '字'].join('🐱')", "'汉🐱字'"), (#"['e', '\u0301'].join()"#, #"'e\u0301'"#),
    ("['a', 'b', 'c'].join(', ')", "'a, b, c'"), ("dyn(['a', 'b']).join('')", "'ab'"),
    ("dyn(['a', 1]).join()", "error: `join` takes strings, this is int"),
    ("[dyn(1)].join(',')", "error: `join` takes strings, this is int"),
    ("[1, 2].join()", "refused: no `join` on list(int)"),
    ("['a'].join(1)", "refused: no `join`"),
  ]) func `join puts texts together`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("'TacoCat'.lowerAscii()", "'tacocat'"), ("'TacoCÆt Xii'.lowerAscii()", "'tacocÆt xii'"),
    ("'TacoCat'.upperAscii()", "'TACOCAT'"), ("'TacoCÆt Xii'.upperAscii()", "'TACOCÆT XII'"),
    ("'@AZ[`az{'.lowerAscii()", "'@az[`az{'"), ("'@AZ[`az{'.upperAscii()", "'@AZ[`AZ{'"),
    (#"'ßÿİı\u017F汉'.upperAscii()"#, #"'ßÿİı\u017F汉'"#),
    (#"'ÀİΣ\u212A汉'.lowerAscii()"#, #"'ÀİΣ\u212A汉'"#),
    ("''.lowerAscii()", "''"), ("''.upperAscii()", "''"),
    ("1.upperAscii()", "refused: no `upperAscii`"),
  ]) func `only ASCII letters change their case`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("'hello hello'.replace('he', 'we')", "'wello wello'"),
    ("'hello hello'.replace('he', 'we', -1)", "'wello wello'"),
    ("'hello hello'.replace('he', 'we', 1)", "'wello hello'"),
    ("'hello hello'.replace('he', 'we', 0)", "'hello hello'"),
    ("'hello hello'.replace('he', 'we', 5)", "'wello wello'"),
    ("'hello hello'.replace('', '_')", "'_h_e_l_l_o_ _h_e_l_l_o_'"),
    ("'hello hello'.replace('h', '')", "'ello ello'"), ("'abc'.replace('', '-', 2)", "'-a-bc'"),
    ("'abc'.replace('', '-', 4)", "'-a-b-c-'"), ("'abc'.replace('', '-', 3)", "'-a-b-c'"),
    ("''.replace('', '-')", "'-'"), ("''.replace('a', '-')", "''"),
    ("''.replace('', '-', 0)", "''"),
    ("'aaaa'.replace('aa', 'a')", "'aa'"), ("'aaa'.replace('aa', 'b')", "'ba'"),
    ("'汉字'.replace('', '-')", "'-汉-字-'"), ("'汉字汉'.replace('汉', '🐱')", "'🐱字🐱'"),
    (#"'e\u0301'.replace('e', 'a')"#, #"'a\u0301'"#), (#"'\u00E9'.replace('e\u0301', 'a')"#, "'é'"),
    ("'banana'.replace('ana', 'x')", "'bxna'"), ("'abc'.replace('abc', '')", "''"),
    ("'abc'.replace('abcd', 'x')", "'abc'"), ("'a'.replace('a', 'a', -9223372036854775808)", "'a'"),
    ("'abc'.replace('a')", "refused: no `replace`"),
  ]) func `replace changes parts`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("'hello hello hello'.split(' ')", "['hello', 'hello', 'hello']"),
    ("'hello hello hello'.split(' ', 0)", "[]"),
    ("'hello hello hello'.split(' ', 1)", "['hello hello hello']"),
    ("'hello hello hello'.split(' ', 2)", "['hello', 'hello hello']"),
    ("'hello hello hello'.split(' ', 3)", "['hello', 'hello', 'hello']"),
    ("'hello hello hello'.split(' ', 9)", "['hello', 'hello', 'hello']"),
    ("'hello hello hello'.split(' ', -1)", "['hello', 'hello', 'hello']"),
    ("'abc'.split('')", "['a', 'b', 'c']"), ("'abc'.split('', 2)", "['a', 'bc']"),
    ("'abc'.split('', 1)", "['abc']"), ("'abc'.split('', 3)", "['a', 'b', 'c']"),
    ("'abc'.split('', 0)", "[]"), ("'abc'.split('', -1)", "['a', 'b', 'c']"),
    ("''.split('')", "[]"), ("''.split(',')", "['']"), ("''.split(',', 1)", "['']"),
    ("','.split(',')", "['', '']"), ("',a,'.split(',')", "['', 'a', '']"),
    ("'a,,b'.split(',')", "['a', '', 'b']"), ("'aaa'.split('aa')", "['', 'a']"),
    ("'汉a字'.split('a')", "['汉', '字']"), ("'汉🐱'.split('')", "['汉', '🐱']"),
    (#"'e\u0301'.split('')"#, #"['e', '\u0301']"#), (#"'a\r\nb'.split('\n')"#, #"['a\r', 'b']"#),
    ("'abc'.split('x')", "['abc']"), ("'abc'.split('abc')", "['', '']"),
    ("'a b'.split(' ')[0].charAt(0)", "'a'"), ("'abc'.split()", "refused: no `split`"),
  ]) func `split takes texts apart`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    (#"'  \ttrim\n    '.trim()"#, "'trim'"), ("''.trim()", "''"), ("'   '.trim()", "''"),
    ("'a'.trim()", "'a'"), ("' a b '.trim()", "'a b'"),
    (#"'\u0009\u000A\u000B\u000C\u000D\u0020\u0085\u00A0x'.trim()"#, "'x'"),
    (#"'x\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007'.trim()"#, "'x'"),
    (#"'\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000x\u3000'.trim()"#, "'x'"),
    (#"'\u200Bx\u200D'.trim()"#, #"'\u200Bx\u200D'"#), (#"'\uFEFFx'.trim()"#, #"'\uFEFFx'"#),
    (#"'\u180Ex\u2060'.trim()"#, #"'\u180Ex\u2060'"#), (#"' \u0301'.trim()"#, #"'\u0301'"#),
    (#"'\r\nx\r\n'.trim()"#, "'x'"), (#"'\u3000汉 字\u3000'.trim()"#, "'汉 字'"),
  ]) func `trim takes white space off the ends`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("'gums'.reverse()", "'smug'"), ("'John Smith'.reverse()", "'htimS nhoJ'"),
    ("''.reverse()", "''"), ("'汉字🐱'.reverse()", "'🐱字汉'"),
    (#"'xe\u0301'.reverse()"#, #"'\u0301ex'"#), (#"'a\r\nb'.reverse()"#, #"'b\n\ra'"#),
    ("dyn('ab').reverse()", "'ba'"), ("1.reverse()", "refused: no `reverse`"),
  ]) func `reverse turns a text around`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    (
      #"strings.quote('single-quote with "double quote"')"#,
      #"'"single-quote with \\"double quote\\""'"#
    ),
    (#"strings.quote("two escape sequences \a\n")"#, #"'"two escape sequences \\a\\n"'"#),
    (#"strings.quote('\a\b\f\n\r\t\v')"#, #"'"\\a\\b\\f\\n\\r\\t\\v"'"#),
    (#"strings.quote('back\\slash')"#, #"'"back\\\\slash"'"#), ("strings.quote('')", #"'""'"#),
    (#"strings.quote("it's")"#, #"'"it\'s"'"#), ("strings.quote('汉🐱')", #"'"汉🐱"'"#),
    (#"strings.quote('\u0001\u200B')"#, #"'"\u0001\u200B"'"#),
    ("strings.quote(1)", "refused: no `strings.quote` of (int)"),
  ]) func `quote makes a text safe to print`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }
}
