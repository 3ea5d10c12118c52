// Schema of the whole report, version 2: the one definition from which the type, the run-time check
// and the published JSON Schema come.

import { z } from 'zod';

import { interruption, leftover } from '../../harness/statements/interruption.ts';
import { judgementReason } from '../../harness/statements/judgement.ts';
import {
  confirmation,
  count,
  duration,
  list,
  object,
  verdictValue,
} from '../../harness/statements/kit.ts';
import { instrumentProblem, journalDamage } from '../../harness/statements/problem.ts';
import { books, integrity, reconciliation, recoveryPoint } from './data.ts';
import { localizedText, time } from './kit.ts';
import { objective, suite } from './objective.ts';
import { service } from './service.ts';

const drill = object({
  id: z.string(),
  startedAt: z.string().describe('wall-clock time, ISO 8601'),
  lab: z.string(),
  timeline: z.enum(['short', 'full']),
  scenario: object({
    id: z.string(),
    title: localizedText,
    summary: localizedText,
    incident: localizedText.nullable(),
    expected: z.enum(['passed', 'missed', 'inconclusive']),
  }),
  estate: object({ id: z.string(), title: localizedText }),
});

const judgement = object({
  outcome: z.enum(['passed', 'missed', 'inconclusive', 'aborted', 'harness-error']),
  value: verdictValue.describe('merged value of objectives and suite'),
  reason: judgementReason,
  exitStatus: z.union(([0, 1, 2, 3, 64, 69, 70] as const).map((status) => z.literal(status))),
  objectives: object({ met: count, missed: count, inconclusive: count }),
});

const fault = object({
  id: z.string(),
  kind: z.string(),
  targets: list(z.string()).describe('site or links that the fault changes'),
  signature: z.string().describe('what a client sees on the wire'),
  limitation: localizedText.nullable().describe('what it does not show of the real thing'),
  inverse: localizedText,
  services: list(z.string()).describe('services inside the blast radius'),
  plannedInjectMs: time,
  plannedHealMs: time.nullable().describe('null: after the first reading'),
  injectedMs: time.nullable(),
  bracketMs: duration.nullable().describe('ms between control call and its answer'),
  healedMs: time.nullable(),
  healCause: z.string().nullable(),
  confirmation: z.union([confirmation, z.literal('not-injected')]),
});

const instrument = object({
  attempts: count,
  scheduled: count,
  dropped: count,
  latenessMs: object({ p50: duration, p99: duration, max: duration }),
  clockStepMs: duration,
  confirmations: list(object({ fault: z.string(), confirmation, bracketMs: duration })),
  problems: list(instrumentProblem),
});

const evidence = object({
  versions: z.record(z.string(), z.string()).readonly(),
  machine: z.record(z.string(), z.union([z.string(), z.number()])).readonly(),
  planSha256: z.string(),
  journal: object({ events: count, damaged: journalDamage.nullable() }),
  files: list(object({ path: z.string(), bytes: count, sha256: z.string() })),
  phases: list(
    object({
      phase: z.string(),
      startedMs: time,
      endedMs: time.nullable(),
      outcome: z.string(),
    }),
  ),
});

/** The report of one drill, version 2: without a sentence, for words differ by language. */
export const drillReportSchema = object({
  format: z.literal(2),
  drill,
  judgement,
  timeOrigin: z
    .enum(['method-start', 'drill-start'])
    .describe('what the times count from; drill-start when the method never started'),
  loadEndedMs: time.nullable(),
  objectives: list(objective),
  suite: suite.nullable().describe('null when the scenario has none'),
  faults: list(fault),
  services: list(service),
  reconciliation: list(reconciliation),
  recoveryPoints: list(recoveryPoint),
  integrity: list(integrity),
  books: list(books),
  instrument,
  interruption: interruption.nullable(),
  rollbackFailed: list(z.string()).describe('faults that could not be undone'),
  leftovers: list(leftover),
  evidence,
});
