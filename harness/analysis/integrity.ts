// Whether the books of a service hold together: the ledger sums to zero, money is conserved, nothing
// stands twice, nothing stands that nobody asked for. Loss is not a matter of integrity.

import type { ReadingName } from '../journal/events.ts';
import type { IntegrityFinding } from '../statements/index.ts';
import type { Integrity } from './analysis.ts';
import type { InstanceReading } from './analysis-input.ts';
import type { ReconciledOperation } from './reconciliation.ts';
import { primaryReading } from './server-ledger.ts';

const READINGS: readonly ReadingName[] = ['first', 'second'];

function bookFindings({
  instance,
  reading,
  summary,
}: InstanceReading): readonly IntegrityFinding[] {
  const findings: IntegrityFinding[] = [];
  const { ledgerSumWon, moneyWon, expectedMoneyWon } = summary;
  if (ledgerSumWon !== null && ledgerSumWon !== 0) {
    findings.push({ kind: 'ledger-not-zero', instance, reading, sumWon: ledgerSumWon });
  }
  if (moneyWon !== null && expectedMoneyWon !== null && moneyWon !== expectedMoneyWon) {
    const surplusWon = moneyWon - expectedMoneyWon;
    findings.push({ kind: 'money-not-conserved', instance, reading, surplusWon });
  }
  return findings;
}

function operationFindings({
  result,
  duplicatedPayments,
}: ReconciledOperation): readonly IntegrityFinding[] {
  const findings: IntegrityFinding[] = [];
  const { operation, counts } = result;
  const { duplicated, unexpected } = counts;
  if (duplicated > 0) findings.push({ kind: 'duplicated', operation, operations: duplicated });
  if (unexpected > 0) findings.push({ kind: 'unexpected', operation, operations: unexpected });
  if (duplicatedPayments > 0) {
    findings.push({ kind: 'duplicated-payments', payments: duplicatedPayments });
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
    return { kind: 'unknown', reason: { kind: 'no-primary-books', readings: missing } };
  }
  return { kind: 'intact' };
}
