extension ServerConfiguration {
  /// The declaration: every setting in the order of the reference page.
  public static let settings: [Setting] =
    place + limits + rates + answers + others + connections + upkeep

  private static let place = [
    Setting("host", \.host, lengths: 1...255, zh: "监听的地址。", en: "Address to listen on."),
    Setting(
      "port", \.port, 0...65_535, zh: "监听的端口；0由系统选一个空闲的。",
      en: "Port to listen on; 0 lets the system choose a free one."),
    Setting(
      "store", \.store, lengths: 1...4096, zh: "数据库：SQLite文件，或地址postgres://用户@主机/库名。",
      en: "The store: a SQLite file, or an address postgres://user@host/database."),
    Setting(
      "store-pooled", \.storePooled,
      zh: "与PostgreSQL之间有事务级连接池(如pgbouncer)。",
      en: "A pool of transactions such as pgbouncer stands before PostgreSQL."),
    Setting(
      "store-listen", \.storeListen, lengths: 0...4096,
      zh: "绕过连接池监听变更的地址；空则用数据库地址。",
      en: "Where to listen for changes beside the pool; the store's address when empty."),
    Setting(
      "store-readers", \.storeReaders, 1...64, zh: "读取PostgreSQL的连接数。",
      en: "Connections for reading from PostgreSQL."),
    Setting(
      "pack", \.pack, lengths: 1...4096, zh: "城市包：程序内置的名称，或一个文件夹。",
      en: "The pack: one inside the program, or a folder."),
    Setting(
      "spool", \.spool, lengths: 1...4096, zh: "存放待发通知的文件夹，由网关取走。",
      en: "Folder into which notices are put for a gateway to fetch."),
    Setting(
      "archive", \.archive, lengths: 0...4096,
      zh: "归档文件夹：封印后的日志随时写入，用于恢复到任一时刻；空为不写。只设在一个节点上。",
      en: "Folder to which sealed events are written as they come, for restoring to any moment; "
        + "none when empty. Set it on one node only."),
    Setting(
      "public-addresses", \.publicAddresses, expected: "https://city.example, …",
      zh: "浏览器看到的网址，第一个写进链接；为https时，登录用的Cookie只经https传送。",
      en: "Addresses under which browsers see the server; the first stands in links. Where it is "
        + "https, the cookie of a session is sent over https only."),
  ]

  private static let limits = [
    Setting(
      "body-bytes-max", \.bodyBytesMax, 1_024...67_108_864, zh: "请求正文最多的字节数，超过答413。",
      en: "Most bytes of a request's body; 413 beyond."),
    Setting(
      "json-depth-max", \.jsonDepthMax, 4...64, zh: "JSON正文最多的层数。",
      en: "Most levels of arrays and objects in a JSON body."),
    Setting(
      "query-parameters-max", \.queryParametersMax, 1...1_000, zh: "查询字符串中最多的参数个数，超过答422。",
      en: "Most parameters of a query; 422 beyond."),
    Setting(
      "header-bytes-max", \.headerBytesMax, 1_024...81_920, zh: "网址和请求头合计最多的字节数，超过答431。",
      en: "Most bytes of a request's address and headers together; 431 beyond."),
  ]

  private static let rates = [
    Setting(
      "request-rate", \.requestRate, 0...100_000,
      zh: "每个登录者或每个地址每秒的请求数；0为不限。",
      en: "Requests a second for each signed-in actor or each address; 0 for no limit."),
    Setting(
      "request-burst", \.requestBurst, 1...1_000_000, zh: "一次可以连发的请求数，随后按request-rate恢复。",
      en: "Requests that may come at once, before request-rate counts."),
    Setting(
      "guesses-per-hour", \.guessesPerHour, 1...100_000,
      zh: "每个地址、每件事项每小时可试错的查询码或登录密钥数。",
      en: "Wrong codes and sign-ins an hour, for each address and for each matter."),
    Setting(
      "guess-burst", \.guessBurst, 1...100_000, zh: "一次可以连错的次数，随后按guesses-per-hour恢复。",
      en: "Wrong codes and sign-ins that may come at once, before guesses-per-hour counts."),
    Setting(
      "trusted-proxies", \.trustedProxies, expected: "10.0.0.0/8, ::1",
      zh: "可信的反向代理：只有它们的Forwarded与X-Forwarded-For才算数。",
      en: "Reverse proxies whose Forwarded and X-Forwarded-For are believed."),
  ]

  private static let answers = [
    Setting(
      "cors-origins", \.corsOrigins, expected: "https://city.example, … / *",
      zh: "可以在浏览器里跨域调用接口的网站；*为任何网站。",
      en: "Web sites whose pages may call the API from a browser; * for every site."),
    Setting(
      "compression-bytes-min", \.compressionBytesMin, 0...67_108_864,
      zh: "从多少字节起压缩回答。", en: "Bytes from which on an answer is compressed."),
  ]

  private static let others = [
    Setting(
      "open311-contact", \.open311Contact, lengths: 0...500,
      zh: "Open311发现文档中的联系方式；空为城市名称。",
      en: "Whom to write to about Open311, in its discovery document; the city's name when empty."),
    Setting(
      "open311-key-service", \.open311KeyService, lengths: 0...500,
      zh: "Open311发现文档中获取密钥的办法；空为一句说明。",
      en: "How to get an Open311 key, in its discovery document; a sentence when empty."),
    Setting(
      "webhook-private", \.webhookPrivate,
      zh: "是否允许推送到内网地址和不加密的http。",
      en: "Whether webhooks may go to private addresses and over plain http."),
    Setting(
      "browser", \.browser, lengths: 0...4096,
      zh: "生成PDF所用的Chromium；空为在常见位置查找。",
      en: "The Chromium that makes PDF files; looked for in the usual places when empty."),
  ]

  private static let connections = [
    Setting(
      "connections-max", \.connectionsMax, 1...1_000_000, zh: "同时打开的连接数，多出的排队等待。",
      en: "Connections open at once; more wait in the queue."),
    Setting(
      "connection-backlog", \.connectionBacklog, 1...65_535, zh: "排队等待的连接数，多出的被拒绝。",
      en: "Connections that wait to be opened; more are refused."),
    Setting(
      "connection-idle-seconds", \.connectionIdleSeconds, 1...3_600,
      zh: "连接空闲、或对方不收取回答多少秒后断开。",
      en: "Seconds after which a connection that is idle, or whose client takes nothing, is closed."
    ),
    Setting(
      "request-read-seconds", \.requestReadSeconds, 1...3_600,
      zh: "读完一个请求最多的秒数，超过即断开。",
      en: "Most seconds that the reading of one request takes; the connection is closed beyond."),
    Setting(
      "shutdown-grace-seconds", \.shutdownGraceSeconds, 1...600,
      zh: "停止时等待已接请求完成的秒数。",
      en: "Seconds that requests already taken on have to end when the server is told to stop."),
    Setting(
      "stop-wait-seconds", \.stopWaitSeconds, 0...300,
      zh: "多节点时，收到停止信号后先让/ready答503、照常服务多少秒，好让负载均衡器移走本节点。",
      en: "Beside other nodes: seconds that the server, told to stop, goes on while /ready answers "
        + "503, so that balancers leave it."),
  ]

  private static let upkeep = [
    Setting(
      "metrics-networks", \.metricsNetworks, expected: "10.0.0.0/8, ::1",
      zh: "可以读取/metrics的地址。", en: "Addresses that may read /metrics."),
    Setting(
      "metrics-token", \.metricsToken, lengths: 24...200, secret: true,
      zh: "从其他地址读取/metrics的密钥(Bearer)；空为不设。",
      en: "Secret (Bearer) that lets other addresses read /metrics; empty for none."),
    Setting(
      "timer-late-seconds-max", \.timerLateSecondsMax, 10...86_400,
      zh: "期限处理迟到多少秒后，/ready答503。",
      en: "Seconds that deadlines may be late before /ready answers 503."),
    Setting("log-level", \.logLevel, zh: "从哪一级起写日志。", en: "Weight from which on is logged."),
    Setting(
      "log-format", \.logFormat, zh: "日志的格式：每行一个JSON对象，或logfmt。",
      en: "How a line of the log is written: as a JSON object or as logfmt."),
  ]
}
