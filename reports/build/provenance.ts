// Quality of the measuring, and where the figures come from, as the report holds them.

import type { Analysis } from '../../harness/analysis/index.ts';
import type { DrillReport } from '../drill-report.ts';
import type { Evidence } from '../evidence.ts';
import { rounded, roundMs, type TimeBase } from './time-base.ts';

/** Quality of the load generator, the clock and the injections. */
export function buildInstrument({ instrument }: Analysis): DrillReport['instrument'] {
  const { attempts, scheduled, dropped, latenessMs, clockStepMs, confirmations } = instrument;
  const { p50, p99, max } = latenessMs;
  return {
    attempts,
    scheduled,
    dropped,
    latenessMs: { p50: roundMs(p50), p99: roundMs(p99), max: roundMs(max) },
    clockStepMs: roundMs(clockStepMs),
    confirmations: confirmations.map(({ fault, confirmation, bracketMs }) => ({
      fault,
      confirmation,
      bracketMs: roundMs(bracketMs),
    })),
    problems: instrument.problems.map(rounded),
  };
}

/** A record with its keys in order: where it came from must not change a byte of the report. */
function sorted<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(record).toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );
}

/** Where the figures come from. */
export function buildEvidence(evidence: Evidence, base: TimeBase): DrillReport['evidence'] {
  return {
    versions: sorted(evidence.versions),
    machine: sorted(evidence.machine),
    planSha256: evidence.planSha256,
    journal: evidence.journal,
    files: evidence.files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    phases: evidence.phases.map(({ phase, startedAt, endedAt, outcome }) => ({
      phase,
      startedMs: base.time(startedAt),
      endedMs: base.timeOrNull(endedAt),
      outcome,
    })),
  };
}
