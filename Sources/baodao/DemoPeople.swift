import Accounts
import City
import Journal
import Kernel
import Organisation
import Pack

/// The people of the demonstration, with accounts of one password.
struct DemoPeople {
  /// One person with the post that they hold.
  struct Person {
    let login: String
    let name: String
    let post: String
  }

  let city: City
  let people: [Person]

  private static let path = "Packs/example/demo/people.csv"

  /// - Parameter files: with the list of people.
  init(_ city: City, _ files: PackFiles) throws {
    self.city = city
    let text = String(decoding: files.bytes[DemoPeople.path] ?? [], as: UTF8.self)
    people = text.split(separator: "\n").dropFirst().compactMap { line in
      let cells = line.split(separator: ",").map(String.init)
      return cells.count == 3 ? Person(login: cells[0], name: cells[1], post: cells[2]) : nil
    }
  }

  /// Makes the accounts and appoints their people.
  /// - Parameters:
  ///   - now: when they took up their posts.
  ///   - random: draws that many random bytes.
  /// - Returns: the password of all of them.
  func settle(at now: Instant, random: (Int) -> [UInt8]) async throws -> String {
    let password = DemoPeople.password(random)
    for person in people {
      _ = try await city.perform(
        Request(
          CreateAccount(login: person.login, name: person.name),
          on: city.accounts.id(of: person.login), by: City.console, at: now))
      _ = try await city.appoint(person.login, to: person.post, at: now)
      let token = try await city.issueWayIn(login: person.login, at: now)
      _ = try await city.choosePassword(wayIn: token, password, at: now)
    }
    return password
  }

  /// Four groups of letters that are not taken for one another: 77 bits.
  private static func password(_ random: (Int) -> [UInt8]) -> String {
    let letters = Array("abcdefghjkmnpqrstuvwxyz23456789ABCDEFG")
    let drawn = random(16).map { letters[Int($0) % letters.count] }
    return stride(from: 0, to: 16, by: 4).map { String(drawn[$0..<$0 + 4]) }
      .joined(separator: "-")
  }

  /// One line for each role, and below them the password.
  func tell(_ password: String, _ language: Language) {
    var seen: Set<String> = []
    let rows: [[JSON]] = people.compactMap { person in
      guard let post = city.pack.posts.first(where: { $0.id == person.post }),
        seen.insert(post.role).inserted
      else { return nil }
      return [
        .string(city.pack.roles[post.role]?.name[language] ?? post.role), .string(person.login),
        .string(person.name), .string(post.name[language]),
      ]
    }
    Output.print("")
    Output.rows(
      [
        Text(zh: "角色", en: "role")[language], Text(zh: "登录名", en: "login")[language],
        Text(zh: "姓名", en: "name")[language], Text(zh: "岗位", en: "post")[language],
      ], rows, .table)
    Output.print("")
    Output.print(Text(zh: "密码", en: "password")[language] + ": " + password)
  }
}
