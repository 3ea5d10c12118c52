// What the mini drill must show: the bank fails over, loses nothing and keeps its books; post stays
// where it is.

import { drill, expect, test } from '../../harness/assertions/index.ts';

const bank = drill.service('bank');

test('the bank was unreachable as planned, and the instrument can be believed', () => {
  expect(drill).toHaveConfirmedFaults();
  expect(drill).toHaveTrustworthyInstrument();
});

test('the bank fails over to the standby', () => {
  expect(bank).toBeDetectedWithin('2s');
  expect(bank).toReachStages('detected', 'declared', 'promoted', 'repointed', 'opened');
  expect(bank).toRecoverWithin('5s');
  expect(bank).toHaveOnePrimary();
});

test('the bank loses nothing, and its books balance', () => {
  expect(bank).toLoseNoAcknowledgedWrite();
  expect(bank).toBalance();
});

test('post stays where it is', () => {
  expect(drill.service('post')).not.toReachStages('promoted');
});
