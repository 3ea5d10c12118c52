// The stylesheet of the page. Colours are safe for the colour-blind (after Okabe and Ito) and never
// stand alone: shapes, words and positions say the same. No fonts or images are loaded.

const TOKENS = `
:root {
  color-scheme: light dark;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Apple SD Gothic Neo", "Malgun Gothic",
    "Noto Sans KR", "Noto Sans CJK KR", NanumGothic, sans-serif;
  --page: #f6f7f9; --card: #ffffff; --ink: #1b2430; --soft: #55606e; --line: #dde2e8;
  --rule: #c3cad3; --met: #00694f; --met-soft: #e2f3ed; --missed: #a83c00;
  --missed-soft: #fdebe0; --unsure: #6a4fa3; --unsure-soft: #efeaf8; --good: #5aa9d6;
  --bad: #d55e00; --p50: #0b5c94; --p99: #8a94a1; --mark: #1b2430; --stable: #00805f;
  --fault: #e69f00; --failback: #8d7cc0; --detect: #31466e; --decide: #3e6f8e;
  --promote: #2f8f8b; --repoint: #58ab7d; --verify: #95bf6a; --open: #cdc45c;
  --stabilise: #e3b774;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #12161c; --card: #1a2029; --ink: #e6eaf0; --soft: #a2adba; --line: #2c3541;
    --rule: #44505f; --met: #5cc9a7; --met-soft: #17332c; --missed: #f79a5e;
    --missed-soft: #3a2318; --unsure: #b7a3e6; --unsure-soft: #2a2440; --good: #4592c2;
    --bad: #ef7f2d; --p50: #8cc8f0; --p99: #76818e; --mark: #e6eaf0; --stable: #5cc9a7;
    --fault: #e6a82e; --failback: #a594da; --detect: #6d8bc4; --decide: #5b9cc0;
    --promote: #45aaa4; --repoint: #64b98a; --verify: #9cc673; --open: #cfc763;
    --stabilise: #dcae69;
  }
}
@media print {
  :root {
    color-scheme: light;
    --page: #ffffff; --ink: #111111; --soft: #444444; --line: #cccccc; --rule: #999999;
    --met-soft: #ffffff; --missed-soft: #ffffff; --unsure-soft: #ffffff; --mark: #111111;
  }
}`;

const PAGE = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 28px 24px 56px; max-width: 1120px;
  background: var(--page); color: var(--ink);
  font: 15px/1.5 var(--sans);
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
:lang(ko) { word-break: keep-all; }
h1 { margin: 2px 0 6px; font-size: 27px; line-height: 1.25; letter-spacing: -0.01em; }
h2 { margin: 0 0 4px; font-size: 18px; line-height: 1.3; }
h3 { margin: 22px 0 2px; font-size: 15px; }
p { margin: 0 0 8px; }
p:last-child { margin-bottom: 0; }
a { color: inherit; }
code {
  font: 12.5px/1.45 ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere;
}
small, .note, .eyebrow, dt { color: var(--soft); font-size: 13px; }
.eyebrow { margin: 0; letter-spacing: 0.02em; }
section { margin: 18px 0 0; padding: 20px 22px 22px; background: var(--card);
  border: 1px solid var(--line); border-radius: 10px; }
.summary { max-width: 74ch; margin: 0; }
.facts { display: flex; flex-wrap: wrap; gap: 6px 30px; margin: 10px 0 4px; }
.facts dd { margin: 0; }
.facts div { min-width: 90px; max-width: 100%; }
nav ul { display: flex; flex-wrap: wrap; gap: 2px 18px; margin: 16px 0 0; padding: 0;
  list-style: none; font-size: 14px; }
nav a { color: var(--soft); text-underline-offset: 3px; }
nav a:hover, nav a:focus { color: var(--ink); }
.definitions { position: absolute; }
.icon { width: 1em; height: 1em; vertical-align: -0.12em; flex: none; }`;

const BANNER = `
.banner { display: grid; grid-template-columns: auto 1fr auto; gap: 4px 18px; align-items: center;
  border-left-width: 8px; }
.banner .icon { width: 46px; height: 46px; grid-row: span 2; }
.banner strong { font-size: 25px; line-height: 1.2; }
.banner .why { grid-column: 2 / -1; font-size: 16px; margin: 0; }
.banner .status { color: var(--soft); font-size: 13px; text-align: right; }
.met { color: var(--met); } .missed { color: var(--missed); } .unsure { color: var(--unsure); }
.banner.is-met { background: var(--met-soft); border-color: var(--met); }
.banner.is-missed { background: var(--missed-soft); border-color: var(--missed); }
.banner.is-unsure { background: var(--unsure-soft); border-color: var(--unsure); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(172px, 1fr)); gap: 12px;
  margin: 12px 0 0; padding: 0; list-style: none; }
.tiles li {
  padding: 12px 16px; background: var(--card); border: 1px solid var(--line); border-radius: 10px;
}
.tiles b { display: block; font-size: 21px; line-height: 1.3; font-weight: 650; }
.tiles span { display: block; color: var(--soft); font-size: 13px; }`;

const TABLES = `
.scrolling { overflow-x: auto; }
.scrolling, .stacking { margin: 10px 0 0; }
table { border-collapse: collapse; width: 100%; font-size: 14px; overflow-wrap: break-word; }
th, td {
  padding: 7px 14px 7px 0; text-align: left; vertical-align: top;
  border-bottom: 1px solid var(--line);
}
thead th { color: var(--soft); font-weight: 500; font-size: 13px; border-bottom-color: var(--rule);
  vertical-align: bottom; white-space: nowrap; }
tbody th { font-weight: 600; }
tbody tr:last-child > * { border-bottom: 0; }
tbody th { min-width: 110px; }
th, td { max-width: 340px; }
td small, th small { display: block; font-weight: 400; line-height: 1.4; }
.figure { text-align: right; }
.unbroken { white-space: nowrap; }
td.figure { white-space: nowrap; }
.verdict {
  display: inline-flex; gap: 6px; align-items: center; font-weight: 650; white-space: nowrap;
}
.zero { color: var(--soft); }
.worst { color: var(--missed); font-weight: 650; }
.objectives tbody th { min-width: 160px; }
.objectives .reason { max-width: 46ch; min-width: 200px; }
details { margin: 12px 0 0; }
summary { cursor: pointer; color: var(--soft); font-size: 14px; }
.swatch { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 6px; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 12px 0 0; padding: 0;
  list-style: none; color: var(--soft); font-size: 13px; }
.legend svg { width: 22px; height: 12px; margin-right: 6px; vertical-align: -1px; }`;

const PLOTS = `
figure { margin: 6px 0 0; overflow-x: auto; }
figure svg { display: block; width: 100%; min-width: 760px; height: auto; }
svg text { font: 12px var(--sans); fill: var(--soft); }
svg .strong { fill: var(--ink); }
svg .halo { paint-order: stroke; stroke: var(--card); stroke-width: 4px; stroke-linejoin: round; }
.grid { stroke: var(--line); fill: none; } .zero-line { stroke: var(--rule); fill: none; }
.fill-good { fill: var(--good); } .fill-bad { fill: var(--bad); }
.line-p50 { stroke: var(--p50); stroke-width: 1.8; fill: none; stroke-linejoin: round; }
.line-p99 { stroke: var(--p99); stroke-width: 1.1; fill: none; stroke-linejoin: round; }
.limit { stroke: var(--soft); stroke-dasharray: 5 4; fill: none; }
.fault-window { fill: var(--fault); fill-opacity: 0.15; }
.fault-hatch { stroke: var(--fault); stroke-opacity: 0.4; stroke-width: 1.4; fill: none; }
.fault-strip { fill: var(--fault); }
.fault-edge { stroke: var(--fault); stroke-width: 1.5; fill: none; }
.never { stroke: var(--fault); stroke-dasharray: 4 4; fill: none; }
.failback-window { fill: var(--failback); fill-opacity: 0.4; }
.marker { stroke: var(--mark); stroke-width: 1; stroke-opacity: 0.75; fill: none; }
.stable-line { stroke: var(--stable); stroke-width: 2; fill: none; }
svg .label-stable { fill: var(--stable); font-weight: 650; }
svg .label-stage, svg .label-failback { fill: var(--ink); }
.fill-stable { fill: var(--stable); }
.detect { fill: var(--detect); background: var(--detect); }
.decide { fill: var(--decide); background: var(--decide); }
.promote { fill: var(--promote); background: var(--promote); }
.repoint { fill: var(--repoint); background: var(--repoint); }
.verify { fill: var(--verify); background: var(--verify); }
.open { fill: var(--open); background: var(--open); }
.stabilise { fill: var(--stabilise); background: var(--stabilise); }
.segment { stroke: var(--card); stroke-width: 1; }
.unfinished { fill-opacity: 0.45; }
.interval { stroke: var(--ink); stroke-width: 1.6; fill: none; }
.rto-line { stroke: var(--ink); stroke-width: 1.6; stroke-dasharray: 2 2; fill: none; }
.bullet { display: block; width: 150px; height: 22px; margin: 4px 0 2px; }
.bullet .track { fill: var(--line); } .bullet .reach { fill: var(--good); }`;

const MEDIA = `
@media (max-width: 680px) {
  body { padding: 16px 12px 40px; font-size: 15px; }
  section { padding: 16px 14px; }
  h1 { font-size: 22px; }
  .banner { grid-template-columns: auto 1fr; gap: 6px 12px; }
  .banner .icon { width: 34px; height: 34px; grid-row: auto; }
  .banner .status, .banner .why { grid-column: 1 / -1; text-align: left; }
  .tiles { grid-template-columns: 1fr 1fr; gap: 8px; }
  .tiles li { padding: 10px 12px; } .tiles b { font-size: 18px; }
}
@media (max-width: 680px) {
  .stacking thead { display: none; }
  .stacking table, .stacking tbody, .stacking tr, .stacking th, .stacking td { display: block; }
  .stacking tr { padding: 8px 0; border-bottom: 1px solid var(--line); }
  .stacking th, .stacking td { max-width: none; padding: 2px 0; border: 0; }
  .stacking td { display: grid; grid-template-columns: 84px 1fr; gap: 0 10px; }
  .stacking td::before { content: attr(data-label); color: var(--soft); font-size: 13px; }
  .stacking td > * { grid-column: 2; }
}
@media print {
  @page { margin: 14mm 12mm; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  section { border: 0; border-top: 1px solid var(--rule); border-radius: 0; padding: 12px 0; }
  .banner { border: 1px solid var(--rule); border-left-width: 8px; padding: 12px 14px; }
  nav { display: none; }
  summary { list-style: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  figure, tr, .banner, .tiles { break-inside: avoid; }
  h2, h3, thead { break-after: avoid; }
  .scrolling, figure { overflow: visible; }
  figure svg { min-width: 0; }
  table { font-size: 9pt; }
  th, td { padding-right: 8px; }
  td.figure, .unbroken { white-space: normal; }
  .objectives tbody th, .objectives .reason { min-width: 0; }
}`;

/** The stylesheet of the page. */
export const STYLE = `${TOKENS}${PAGE}${BANNER}${TABLES}${PLOTS}${MEDIA}\n`;
