// The report as one HTML file: no script, nothing loaded from anywhere, and a content security
// policy that makes the browser hold us to it.

import { createHash } from 'node:crypto';

import type { Language } from '../../harness/model/text.ts';
import { type Catalogue, catalogueOf } from '../catalogue/index.ts';
import type { DrillReport } from '../drill-report.ts';
import { banner, contents, heading, tiles } from './banner.ts';
import { booksBody, dataLossBody, errorsBody } from './data.ts';
import { html, type Markup, render } from './markup.ts';
import { objectivesBody, suiteBody } from './objectives.ts';
import { evidenceBody, exitStatusBody, instrumentBody } from './provenance.ts';
import { STYLE } from './style.ts';
import { faultsBody, stretchesBody, timelineBody } from './timeline.ts';

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

function sectionsOf(report: DrillReport, catalogue: Catalogue): readonly Section[] {
  const { labels } = catalogue;
  const suite = { id: 'suite', title: labels.suite, body: suiteBody(report, catalogue) };
  return [
    { id: 'objectives', title: labels.objectives, body: objectivesBody(report, catalogue) },
    { id: 'faults', title: labels.faults, body: faultsBody(report, catalogue) },
    { id: 'timeline', title: labels.timeline, body: timelineBody(report, catalogue) },
    { id: 'stretches', title: labels.stretches, body: stretchesBody(report, catalogue) },
    { id: 'data-loss', title: labels.dataLoss, body: dataLossBody(report, catalogue) },
    { id: 'books', title: labels.books, body: booksBody(report, catalogue) },
    { id: 'errors', title: labels.errors, body: errorsBody(report, catalogue) },
    ...(report.suite === null ? [] : [suite]),
    { id: 'instrument', title: labels.instrument, body: instrumentBody(report, catalogue) },
    { id: 'evidence', title: labels.evidence, body: evidenceBody(report, catalogue) },
    { id: 'exit-status', title: labels.exitStatuses, body: exitStatusBody(report, catalogue) },
  ];
}

/** The report as an HTML document in a language. The same report gives the same bytes. */
export function renderHtml(report: DrillReport, language: Language): string {
  const catalogue = catalogueOf(language);
  const styleHash = createHash('sha256').update(STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'`;
  const outcome = catalogue.outcomes[report.judgement.outcome];
  const title = report.drill.scenario.title[language];
  const sections = sectionsOf(report, catalogue);
  const blocks = sections.map(
    (section) => html`<section id="${section.id}"><h2>${section.title}</h2>
${section.body}</section>
`,
  );
  const style: Markup = { markup: `<style>${STYLE}</style>` };
  return render(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${catalogue.sentences.documentTitle(outcome, title)}</title>
${style}
</head>
<body>
${heading(report, catalogue)}<main>
${banner(report, catalogue)}${tiles(report, catalogue)}
${contents(sections, catalogue)}${blocks}</main>
</body>
</html>
`);
}
