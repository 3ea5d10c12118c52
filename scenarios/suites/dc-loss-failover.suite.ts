// What the loss of a datacenter must show when the standby takes over: the standby took over and
// not the fault's end, in the order of dependency, with nothing lost but counted parcels, and one
// side in charge.

import { describe, drill, expect, test } from '../../harness/assertions/index.ts';

const services = ['bank', 'card', 'insurance', 'post'] as const;

test('the datacenter was dark as planned, and the instrument can be believed', () => {
  expect(drill).toHaveConfirmedFaults();
  expect(drill).toHaveTrustworthyInstrument();
});

describe.each(services)('%s', (id) => {
  const service = drill.service(id);

  test('is noticed by the monitor and taken over by the standby', () => {
    expect(service).toBeDetectedWithin('4s');
    expect(service).toReachStages('detected', 'declared', 'promoted', 'repointed', 'opened');
    expect(service).toRecoverWithin('12s');
  });

  test('keeps its books', () => {
    expect(service).toBalance();
    expect(service).toHaveOnePrimary();
  });
});

test.each(['card', 'insurance', 'post'])('%s opens after the bank, which it depends on', (id) => {
  expect(drill.service(id)).toOpenAfter(drill.service('bank'));
});

test.each(['bank', 'card', 'insurance'])('%s loses no acknowledged write', (id) => {
  expect(drill.service(id)).toLoseNoAcknowledgedWrite();
});

test('parcels are lost, as asynchronous replication must, counted and within the limit', () => {
  const post = drill.service('post');
  const lost = post.lostWrites();
  expect(lost.count).toBeGreaterThan(0);
  expect(lost.count).toBeLessThanOrEqual(lost.exposed);
  expect(post).toLoseAtMost({ writes: 100, age: '3s' });
});

test('business goes back to the returned centre without a second outage', () => {
  const bank = drill.service('bank');
  expect(bank).toReachStages('opened', 'failback-started', 'failback-promoted', 'failback-ended');
  expect(bank).toFailBackWithin('3s');
});
