// Lines of k6's JSON output for the tests of reading it, and what was read of them as plain rows.

import type { Samples } from '../../../harness/analysis/samples.ts';

/** Fields of an attempt; the rest is the same for all. */
export interface LineOptions {
  readonly time?: string;
  readonly value?: string;
  readonly operation?: string;
  readonly outcome?: string;
  readonly attempt?: string;
}

/** A line of the attempt metric as k6 2.2 writes it. */
export function attemptLine(n: number, options: LineOptions = {}): string {
  const { time = '2026-01-02T03:04:05.678901234Z', value = '12.25', attempt = '0' } = options;
  const { operation = 'bank.transfer', outcome = 'ok' } = options;
  const scenario = operation.replace('.', '_');
  const tags = `{"operation":"${operation}","outcome":"${outcome}","scenario":"${scenario}"}`;
  const metadata = `{"attempt":"${attempt}","n":"${n}"}`;
  return `{"metric":"firedrill_attempt","type":"Point","data":{"time":"${time}","value":${value},"tags":${tags},"metadata":${metadata}}}\n`;
}

/** A line of dropped arrivals as k6 2.2 writes it. */
export function dropLine(howMany: number, time = '2026-01-02T03:04:06Z'): string {
  return `{"metric":"dropped_iterations","type":"Point","data":{"time":"${time}","value":${howMany},"tags":{"scenario":"bank_transfer"}}}\n`;
}

/** A line that is not ours. */
export const OTHER_LINE =
  '{"metric":"iterations","type":"Point","data":{"time":"2026-01-02T03:04:05.67Z","value":1,"tags":{"scenario":"bank_transfer"},"metadata":{"attempt":"0","n":"0"}}}\n';

/** What k6 writes before a metric's first point. */
export function declarationLine(metric: string): string {
  return `{"type":"Metric","data":{"name":"${metric}","type":"trend","contains":"time","thresholds":[],"submetrics":null},"metric":"${metric}"}\n`;
}

/** The same line with its keys in another order. */
export function reordered(line: string): string {
  const { metric, type, data } = JSON.parse(line);
  return `${JSON.stringify({ type, data, metric })}\n`;
}

/** Samples as plain rows, to be compared whole. */
export function rowsOf({ attempts, drops, ...rest }: Samples) {
  const rows = Array.from({ length: attempts.count }, (_, row) => ({
    operation: rest.operations[attempts.operation(row)],
    outcome: rest.outcomes[attempts.outcome(row)],
    attempt: attempts.attempt(row),
    operationNumber: attempts.operationNumber(row),
    endMs: attempts.endMs(row),
    durationMs: attempts.durationMs(row),
  }));
  const dropped = Array.from({ length: drops.count }, (_, row) => ({
    operation: rest.operations[drops.operation[row] ?? -1],
    atMs: drops.atMs[row],
    howMany: drops.howMany[row],
  }));
  const { baseWallMs, cutOff, damagedLines } = rest;
  return { baseWallMs, attempts: rows, drops: dropped, cutOff, damagedLines };
}
