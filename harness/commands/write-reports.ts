// Writes the reports of a drill into its folder. What stands in them comes from `reports/`; here only
// the evidence is gathered and the files are named.

import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import {
  buildReport,
  type Evidence,
  renderHtml,
  renderJson,
  renderJunit,
  renderMarkdown,
} from '../../reports/index.ts';
import type { Analysis } from '../analysis/index.ts';
import type { StoredDrill } from '../analysis/load-drill.ts';
import type { DrillEvent } from '../journal/events.ts';
import type { DrillFolder } from '../journal/drill-folder.ts';
import type { Judgement } from '../verdict/index.ts';

/** Writes every report; returns their paths, the one for people first. */
export async function writeReports(
  folder: DrillFolder,
  on: {
    readonly stored: StoredDrill;
    readonly analysis: Analysis;
    readonly judgement: Judgement;
  },
): Promise<readonly string[]> {
  const { stored, analysis, judgement } = on;
  const { plan } = stored.input;
  const evidence = await gatherEvidence(folder, stored);
  const report = buildReport({ plan, analysis, judgement, evidence });
  const files = {
    'report.en.html': renderHtml(report, 'en'),
    'report.ko.html': renderHtml(report, 'ko'),
    'report.en.md': renderMarkdown(report, 'en'),
    'report.ko.md': renderMarkdown(report, 'ko'),
    'report.json': renderJson(report),
    'junit.xml': renderJunit(report),
  };
  return Object.entries(files).map(([name, text]) => {
    const path = join(folder.path, name);
    writeFileSync(path, text);
    return path;
  });
}

async function gatherEvidence(
  folder: DrillFolder,
  { input, planSha256 }: StoredDrill,
): Promise<Evidence> {
  const { events, damaged } = input.journal;
  const started = events.find((event) => event.type === 'drill-started');
  const readings = events.flatMap((event) =>
    event.type === 'reading-taken' ? event.files.map(({ path }) => join(folder.path, path)) : [],
  );
  const files = [folder.plan, folder.journal, folder.samples, ...readings].filter(existsSync);
  return {
    drill: started?.type === 'drill-started' ? started.drill : basename(folder.path),
    startedAt: started?.type === 'drill-started' ? wallTime(started) : '',
    versions: started?.type === 'drill-started' ? started.versions : {},
    machine: started?.type === 'drill-started' ? plainMachine(started) : {},
    planSha256,
    journal: { events: events.length, damaged },
    files: await Promise.all(
      files.map(async (path) => ({
        path: path.slice(folder.path.length + 1),
        bytes: statSync(path).size,
        sha256: await sha256Of(path),
      })),
    ),
    phases: phasesOf(events),
  };
}

/** SHA-256 of a file, read as a stream: samples can be large. */
async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

type Started = Extract<DrillEvent, { type: 'drill-started' }>;

function wallTime({ anchor }: Started): string {
  return new Date(Number(BigInt(anchor.wallNs) / 1_000_000n)).toISOString();
}

function plainMachine({ machine }: Started): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(machine).map(([name, value]) => [
      name,
      typeof value === 'object' ? value.commitment : value,
    ]),
  );
}

function phasesOf(events: readonly DrillEvent[]): Evidence['phases'] {
  const phases: { phase: string; startedAt: number; endedAt: number | null; outcome: string }[] =
    [];
  for (const event of events) {
    if (event.type === 'phase-started') {
      phases.push({
        phase: event.phase,
        startedAt: event.at,
        endedAt: null,
        outcome: 'unfinished',
      });
    } else if (event.type === 'phase-ended') {
      const open = phases.find((it) => it.phase === event.phase && it.endedAt === null);
      if (open === undefined) continue;
      open.endedAt = event.at;
      open.outcome = event.outcome.kind;
    }
  }
  return phases;
}
