// Loads what a drill left in its folder into the analysis' input. Checks what can be checked (the plan's
// hash, the readings' hashes); whatever is missing is told, never made up.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import type { DrillEvent, ReadingFile, ReadingName } from '../journal/events.ts';
import type { DrillFolder } from '../journal/drill-folder.ts';
import { readJournal } from '../journal/journal.ts';
import { failure, type Result, success } from '../model/problem.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import type { JournalDamage } from '../statements/index.ts';
import type { AnalysisInput, InstanceReading, ReadOperation } from './analysis-input.ts';
import { readSamples } from './read-samples.ts';

const summarySchema = z.object({
  state: z.object({ service: z.string(), role: z.string(), epoch: z.number() }),
  operations: z.number(),
  stranded: z.number(),
  ledgerSumWon: z.number().nullable(),
  moneyWon: z.number().nullable(),
  expectedMoneyWon: z.number().nullable(),
});
const operationSchema = z.object({
  key: z.string(),
  kind: z.string(),
  won: z.number(),
  seq: z.number(),
  epoch: z.number(),
  effects: z.number(),
});

/** A stored drill, loaded. */
export interface StoredDrill {
  readonly input: AnalysisInput;
  readonly planSha256: string;
}

/** Loads a drill; a problem where its plan cannot be used at all. */
export async function loadDrill(folder: DrillFolder): Promise<Result<StoredDrill>> {
  const planText = readFileSync(folder.plan, 'utf8');
  const planSha256 = createHash('sha256').update(planText).digest('hex');
  const plan = parsePlan(planText);
  if (plan === null) {
    return failure([
      {
        place: folder.plan,
        message: 'The plan is damaged, or of a format that this version does not know.',
        cure: 'Use the version of firedrill that made this folder, or restore the file.',
      },
    ]);
  }
  const { events, damaged } = readJournal(folder.journal);
  // The journal is read up to the first record that cannot be read.
  const record: JournalDamage | null =
    damaged === null ? null : { kind: 'record', record: events.length + 1 };
  const started = events.find((event) => event.type === 'drill-started');
  const otherPlan: JournalDamage | null =
    started?.type === 'drill-started' && started.planSha256 !== planSha256
      ? { kind: 'other-plan' }
      : null;
  const { readings, broken } = loadReadings(folder, events);
  const samples = await readSamples(folder.samples);
  const journal = { events, damaged: record ?? otherPlan ?? broken };
  return success({ input: { plan, journal, samples, readings }, planSha256 });
}

function parsePlan(text: string): DrillPlan | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return null;
    if (!('format' in parsed) || parsed.format !== 1) return null;
    // The file is ours, written from this very type; its hash stands in the journal.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return parsed as DrillPlan;
  } catch {
    return null;
  }
}

function loadReadings(
  folder: DrillFolder,
  events: readonly DrillEvent[],
): { readonly readings: readonly InstanceReading[]; readonly broken: JournalDamage | null } {
  const readings: InstanceReading[] = [];
  let broken: JournalDamage | null = null;
  for (const event of events) {
    if (event.type !== 'reading-taken') continue;
    for (const instance of new Set(event.files.map((file) => file.instance))) {
      const files = event.files.filter((file) => file.instance === instance);
      const loaded = loadReading(folder, event.reading, files);
      if (loaded === null) broken ??= { kind: 'reading', reading: event.reading, instance };
      else readings.push(loaded);
    }
  }
  return { readings, broken };
}

function loadReading(
  folder: DrillFolder,
  reading: ReadingName,
  files: readonly ReadingFile[],
): InstanceReading | null {
  const texts = new Map<string, string>();
  for (const { content, path, sha256 } of files) {
    try {
      const bytes = readFileSync(join(folder.path, path));
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) return null;
      texts.set(content, bytes.toString('utf8'));
    } catch {
      return null;
    }
  }
  const summary = texts.get('summary');
  const operations = texts.get('operations');
  const stranded = texts.get('stranded');
  const instance = files[0]?.instance;
  if (summary === undefined || operations === undefined || stranded === undefined) return null;
  if (instance === undefined) return null;
  return {
    reading,
    instance,
    summary: summarySchema.parse(JSON.parse(summary)),
    operations: parseLines(operations),
    stranded: parseLines(stranded),
  };
}

function parseLines(text: string): readonly ReadOperation[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => operationSchema.parse(JSON.parse(line)));
}
