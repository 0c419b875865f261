import Accounts
import Cryptography
import Testing

/// The test vectors of RFC 7914, section 12; the fourth takes a gigabyte and is left out.
struct ScryptTests {
  @Test(
    arguments: [
      (
        "", "", 4, 1, 1,
        "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
          + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
      ),
      (
        "password", "NaCl", 10, 8, 16,
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
          + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
      ),
      (
        "pleaseletmein", "SodiumChloride", 14, 8, 1,
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
          + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
      ),
    ])
  func `a key is the one of the standard`(
    password: String, salt: String, logN: Int, blockSize: Int, parallelism: Int, key: String
  ) {
    let scrypt = Scrypt(logN: logN, blockSize: blockSize, parallelism: parallelism)
    let found = scrypt.key(Array(password.utf8), salt: Array(salt.utf8), length: 64)
    #expect(found.map(Digest.hex) == key)
  }

  @Test func `a hash is kept with its cost and salt and read again`() throws {
    let cost = Scrypt(logN: 4, blockSize: 1, parallelism: 1)
    let salt = [UInt8](0..<16)
    let hash = try #require(PasswordHash("天安门前的石狮子", salt: salt, cost: cost))
    #expect(hash.text.hasPrefix("$scrypt$ln=4,r=1,p=1$AAECAwQFBgcICQoLDA0ODw$"))
    #expect(!hash.text.contains("=="))
    let read = try #require(PasswordHash(hash.text))
    #expect(read == hash)
    #expect(read.isOf("天安门前的石狮子"))
    #expect(!read.isOf("天安门前的石狮"))
    #expect(!read.isOf(""))
    #expect(PasswordHash("天安门前的石狮子", salt: [UInt8](1..<17), cost: cost)?.text != hash.text)
    #expect(PasswordHash.cost == Scrypt(logN: 15, blockSize: 8, parallelism: 1))
    #expect(!PasswordHash.nobody.isOf(""))
  }

  @Test(arguments: [
    "", "$scrypt$", "$scrypt$ln=4,r=1,p=1$AAECAwQFBgcICQoLDA0ODw$",
    "$argon2$ln=4,r=1,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
    "$scrypt$ln=30,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
    "$scrypt$ln=0,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
    "$scrypt$ln=4,p=1,r=8$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
    "$scrypt$ln=4,r=8,p=1$AAECAwQFBgcICQoLDA0OD$AAECAwQFBgcICQoLDA0ODw",
    "$scrypt$ln=4,r=8,p=1$AAEC=wQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
  ])
  func `what is no hash is not taken for one`(text: String) {
    #expect(PasswordHash(text) == nil)
  }

  @Test func `base 64 is the one of RFC 4648 without padding`() {
    for (plain, text) in [
      ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
      ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
    ] {
      #expect(Base64.text(Array(plain.utf8)) == text)
      #expect(Base64.bytes(text) == Array(plain.utf8))
    }
    #expect(Base64.text([0xFB, 0xFF]) == "+/8")
    #expect(Base64.text([0xFB, 0xFF], isSafe: true) == "-_8")
    for wrong in ["Zg==", "Zh", "Z", "Zm9v\n", "Zm 9"] { #expect(Base64.bytes(wrong) == nil) }
  }
}
