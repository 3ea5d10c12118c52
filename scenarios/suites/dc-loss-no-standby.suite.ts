// What must be true for the miss of this drill to be an honest one: the fault was real, the monitor
// saw it, nothing was promoted, and no service came back.

import { describe, drill, expect, test } from '../../harness/assertions/index.ts';

test('the datacenter was dark as planned', () => {
  expect(drill).toHaveConfirmedFaults();
});

describe.each(['bank', 'card', 'insurance', 'post'])('%s', (id) => {
  const service = drill.service(id);

  test('is noticed by the monitor, and nothing is promoted', () => {
    expect(service).toBeDetectedWithin('4s');
    expect(service).not.toReachStages('promoted');
    expect(service).not.toReachStages('opened');
  });

  test('does not come back', () => {
    expect(service.measurement.recovery.kind).toBe('not-recovered');
    expect(service).not.toRecoverWithin('12s');
    expect(service).not.toStayAvailable(0.5);
  });
});
