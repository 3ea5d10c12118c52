// The books of every instance in every reading, as the report shows them.

import type { BooksMeasurement } from './analysis.ts';
import type { InstanceReading } from './analysis-input.ts';

/** One row for each instance and reading, in the order given. */
export function booksOf(readings: readonly InstanceReading[]): readonly BooksMeasurement[] {
  return readings.map(({ reading, instance, summary }) => ({
    reading,
    instance,
    role: summary.state.role,
    epoch: summary.state.epoch,
    operations: summary.operations,
    stranded: summary.stranded,
    ledgerSumWon: summary.ledgerSumWon,
    moneyWon: summary.moneyWon,
    expectedMoneyWon: summary.expectedMoneyWon,
  }));
}
