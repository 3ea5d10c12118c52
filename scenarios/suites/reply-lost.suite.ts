// What lost replies must not do: the client does not know whether its transfer stands and tries
// again, and yet nothing stands twice, nothing is lost, and nobody fails over.

import { drill, expect, test } from '../../harness/assertions/index.ts';

const bank = drill.service('bank');

test('the replies were lost as planned, and the instrument can be believed', () => {
  expect(drill).toHaveConfirmedFaults();
  expect(drill).toHaveTrustworthyInstrument();
  expect(bank).not.toBeUnaffected();
});

test('no transfer stands twice, and none without a request', () => {
  const { attempted, counts } = bank.operation('bank.transfer');
  expect(attempted).toBeGreaterThan(0);
  expect(counts).toMatchObject({ duplicated: 0, unexpected: 0 });
  expect(bank).toBalance();
});

test('no acknowledged transfer is lost', () => {
  expect(bank).toLoseNoAcknowledgedWrite();
});

test('the bank stays where it is', () => {
  expect(bank).not.toReachStages('promoted');
  expect(bank).toHaveOnePrimary();
});
