public import Store

/// The tables of subscriptions: one projection, and three that only say how far the courier is.
public enum WebhookSchema {
  public static let migrations: [Migration] = [
    Migration(
      "webhooks", 1,
      [
        """
        CREATE TABLE webhook (
          jurisdiction INTEGER NOT NULL,
          id INTEGER NOT NULL PRIMARY KEY,
          url TEXT NOT NULL CHECK (url <> ''),
          events TEXT NOT NULL,
          areas TEXT NOT NULL,
          owner TEXT NOT NULL CHECK (owner <> ''),
          status TEXT NOT NULL CHECK (status IN ('active', 'paused', 'ended')),
          reason TEXT NOT NULL,
          rotation INTEGER NOT NULL CHECK (rotation > 0),
          rotated INTEGER,
          replays INTEGER NOT NULL CHECK (replays >= 0),
          resumptions INTEGER NOT NULL CHECK (resumptions >= 0),
          resends INTEGER NOT NULL CHECK (resends >= 0),
          replay_after INTEGER NOT NULL CHECK (replay_after >= 0),
          begun INTEGER NOT NULL
        ) {strict}
        """,
        "CREATE INDEX webhook_by_status ON webhook (jurisdiction, status, id)",
        """
        CREATE TABLE webhook_cursor (
          webhook INTEGER NOT NULL PRIMARY KEY,
          position INTEGER NOT NULL CHECK (position >= 0),
          replays INTEGER NOT NULL,
          resumptions INTEGER NOT NULL,
          resends INTEGER NOT NULL,
          tried INTEGER NOT NULL,
          attempts INTEGER NOT NULL CHECK (attempts >= 0),
          due INTEGER NOT NULL,
          failing INTEGER,
          deliveries INTEGER NOT NULL CHECK (deliveries >= 0),
          holder TEXT NOT NULL,
          leased INTEGER NOT NULL
        ) {strict}
        """,
        """
        CREATE TABLE webhook_delivery (
          webhook INTEGER NOT NULL,
          number INTEGER NOT NULL CHECK (number > 0),
          position INTEGER NOT NULL,
          event TEXT NOT NULL,
          attempt INTEGER NOT NULL CHECK (attempt > 0),
          at INTEGER NOT NULL,
          status INTEGER NOT NULL,
          duration INTEGER NOT NULL CHECK (duration >= 0),
          failure TEXT NOT NULL,
          PRIMARY KEY (webhook, number)
        ) {clustered}
        """,
        "CREATE INDEX webhook_delivery_by_time ON webhook_delivery (at)",
        """
        CREATE TABLE webhook_dead (
          webhook INTEGER NOT NULL,
          position INTEGER NOT NULL,
          event TEXT NOT NULL,
          at INTEGER NOT NULL,
          attempts INTEGER NOT NULL CHECK (attempts > 0),
          failure TEXT NOT NULL,
          again INTEGER NOT NULL CHECK (again IN (0, 1)),
          PRIMARY KEY (webhook, position)
        ) {clustered}
        """,
      ])
  ]
}
