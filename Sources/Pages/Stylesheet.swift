/// The one stylesheet: few tokens, light and dark, readable at 390 px.
public enum Stylesheet {
  public static let text = """
    :root { --ink: #1c2430; --soft: #566072; --page: #f7f8fa; --card: #fff; --line: #d9dee6;
      --accent: #b3261e; --red: #c62828; --amber: #b26a00; --green: #2e7d32; color-scheme: light
        dark; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e8ebf0; --soft: #a7b0bf; --page:
      #14181f;
      --card: #1c222b; --line: #343d4a; --accent: #ff8a80; --red: #ff6b6b; --amber: #ffb74d;
      --green: #81c784; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--page); color: var(--ink);
      font: 16px/1.6 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei",
        sans-serif; }
    a { color: var(--accent); }
    .bar { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline;
      padding: .75rem 1rem; background: var(--card); border-bottom: 1px solid var(--line); }
    .brand { font-size: 1.25rem; font-weight: 700; text-decoration: none; }
    .brand small, .who, time, small { color: var(--soft); font-weight: 400; }
    .who { margin-left: auto; }
    main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
    h1 { font-size: 1.5rem; line-height: 1.3; margin: .5rem 0; } h2 { font-size: 1.15rem;
      margin: 1.5rem 0 .5rem; }
    .tabs { display: flex; flex-wrap: wrap; gap: .5rem; }
    .tab { padding: .35rem .8rem; border: 1px solid var(--line); border-radius: 2rem;
      text-decoration: none;
      background: var(--card); color: var(--ink); } .tab.chosen { border-color: var(--accent); }
    .tab.red b { color: var(--red); } .tab.amber b { color: var(--amber); } .tab.green b {
      color: var(--green); }
    table { width: 100%; border-collapse: collapse; background: var(--card); }
    th, td { text-align: left; padding: .5rem .6rem; border-bottom: 1px solid var(--line);
      vertical-align: top; }
    .figures { max-width: 36rem; } .figures th { font-weight: 400; }
    .number { font-variant-numeric: tabular-nums; white-space: nowrap; }
    meter { width: 100%; min-width: 6rem; }
    .light { display: inline-block; width: .8rem; height: .8rem; border-radius: 50%; background:
      var(--green); }
    .light.amber { background: var(--amber); } .light.red { background: var(--red); }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
    dt { color: var(--soft); } dd { margin: 0; }
    .words { white-space: pre-wrap; background: var(--card); padding: 1rem; border: 1px solid
      var(--line);
      border-radius: .5rem; overflow-wrap: anywhere; }
    .timeline { padding-left: 1.25rem; } .timeline li { margin: .4rem 0; } .clocks {
      padding-left: 0; list-style: none; }
    .empty { padding: 2rem; text-align: center; color: var(--soft); }
    @media (max-width: 40rem) { .list thead { display: none; }
      .list tr { display: grid; grid-template-columns: auto 1fr; padding: .5rem 0;
        border-bottom: 1px solid var(--line); }
      .list td { border: 0; padding: .1rem .6rem; } .list td:nth-child(n+3) { grid-column: 2; }
      .list td[data-label]::before { content: attr(data-label) " "; color: var(--soft); } }
    @media print { .bar, .tabs { display: none; } body { background: #fff; color: #000; } }

    """
}
