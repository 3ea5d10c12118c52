// Whether the books of a service hold together: the ledger sums to zero, money is conserved, nothing
// stands twice, nothing stands that nobody asked for. Loss is not a matter of integrity.

import type { ReadingName } from '../journal/events.ts';
import type { Integrity } from './analysis.ts';
import type { InstanceReading } from './analysis-input.ts';
import type { ReconciledOperation } from './reconciliation.ts';
import { primaryReading } from './server-ledger.ts';

const READINGS: readonly ReadingName[] = ['first', 'second'];

function bookFindings({ instance, reading, summary }: InstanceReading): readonly string[] {
  const findings: string[] = [];
  const { ledgerSumWon, moneyWon, expectedMoneyWon } = summary;
  if (ledgerSumWon !== null && ledgerSumWon !== 0) {
    findings.push(`${instance}, ${reading} reading: the ledger sums to ${ledgerSumWon} won, not 0`);
  }
  if (moneyWon !== null && expectedMoneyWon !== null && moneyWon !== expectedMoneyWon) {
    const difference = moneyWon - expectedMoneyWon;
    findings.push(`${instance}, ${reading} reading: ${difference} won more than were put in`);
  }
  return findings;
}

function operationFindings({ result, duplicatedPayments }: ReconciledOperation): readonly string[] {
  const findings: string[] = [];
  const { duplicated, unexpected } = result.counts;
  if (duplicated > 0) findings.push(`${result.operation}: ${duplicated} stand more than once`);
  if (unexpected > 0) {
    findings.push(`${result.operation}: ${unexpected} stand that nobody asked for`);
  }
  if (duplicatedPayments > 0) {
    findings.push(`${duplicatedPayments} payments for other services stand more than once`);
  }
  return findings;
}

/** Measures the integrity of a service. Unknown when a reading lacks the books of its primary. */
export function measureIntegrity(
  service: string,
  readings: readonly InstanceReading[],
  operations: readonly ReconciledOperation[],
): Integrity {
  const primaries = READINGS.map((reading) => primaryReading(readings, { service, reading }));
  const findings = [
    ...primaries.flatMap((primary) => (primary === null ? [] : bookFindings(primary))),
    ...operations.flatMap(operationFindings),
  ];
  if (findings.length > 0) return { kind: 'broken', findings };
  const missing = READINGS.filter((_, index) => primaries[index] === null);
  if (missing.length > 0) {
    return {
      kind: 'unknown',
      reason: `no primary's books in the ${missing.join(' and ')} reading`,
    };
  }
  return { kind: 'intact' };
}
