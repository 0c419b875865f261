import ArgumentParser

/// The program: the only place that knows which store and which server are used.
@main
struct Baodao: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "baodao",
    abstract: "报到 — the operating system of a city's grassroots governance.",
    discussion: """
      Exit codes: 0 done; 1 refused or something is wrong with the data (the message says what); 2 \
      the \
      program itself failed; 64 the command line is not understood.
      """,
    version: version,
    subcommands: [
      Demo.self, Serve.self, PackCommand.self, Import.self, FigureCommand.self,
      BulletinCommand.self, MatterCommand.self,
      WallCommand.self, RatingCommand.self,
      PostCommand.self, AccountCommand.self, WebhookCommand.self, ScenarioCommand.self,
      TimersCommand.self,
      OutboxCommand.self, Verify.self,
      Rebuild.self, MoveCommand.self,
      Backup.self, Restore.self, ArchiveCommand.self, Bench.self, CelCommand.self, Docs.self,
    ])
}
