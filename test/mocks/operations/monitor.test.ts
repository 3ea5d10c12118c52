// The monitor's judgement, round by round.

import { expect, test } from 'vitest';

import { Monitor, type Observation, type Watched } from '../../../mocks/operations/monitor.ts';

const watched: readonly Watched[] = [
  { service: 'bank', dependsOn: [] },
  { service: 'card', dependsOn: ['bank'] },
  { service: 'kiosk', dependsOn: ['card'] },
];

/** Observes rounds such as `card x-`: first the deep probe, then the direct one; `-` is good. */
function observe(monitor: Monitor, ...rounds: readonly string[]): readonly string[] {
  return rounds.map((round, index) => {
    const [service = '', probes = ''] = round.split(' ');
    const seen = monitor.observe({
      service,
      deep: probes[0] === '-',
      direct: probes[1] === '-',
      startedAtNs: BigInt(index + 1),
    });
    return told(seen);
  });
}

function told({ firstFailedAtNs, isDown }: Observation): string {
  const first = firstFailedAtNs === null ? '' : `first at ${firstFailedAtNs}`;
  return [first, isDown ? 'down' : ''].filter(Boolean).join(', ');
}

test('so many failures in a row declare; the first is stamped with the start of its round', () => {
  const monitor = new Monitor(watched, 3);
  const seen = observe(monitor, 'bank --', 'bank x-', 'bank x-', 'bank x-', 'bank x-');
  expect(seen).toEqual(['', 'first at 2', '', 'down', 'down']);
});

test('a good round ends the streak, and the next failure is a first one again', () => {
  const monitor = new Monitor(watched, 2);
  expect(observe(monitor, 'bank x-', 'bank --', 'bank x-', 'bank xx')).toEqual([
    'first at 1',
    '',
    'first at 3',
    'down',
  ]);
});

test('where one failure is enough it is the first and declares', () => {
  expect(observe(new Monitor(watched, 1), 'bank x-')).toEqual(['first at 1, down']);
});

test('the direct probe alone declares nothing: clients are still served', () => {
  const seen = observe(new Monitor(watched, 2), 'bank -x', 'bank -x', 'bank -x');
  expect(seen).toEqual(['', '', '']);
});

test('a service is excused by what it depends on, directly or through others', () => {
  const monitor = new Monitor(watched, 2);
  const round = ['bank x-', 'card x-', 'kiosk x-'];
  const seen = observe(monitor, ...round, ...round, ...round);
  expect(seen.slice(3)).toEqual(['down', '', '', 'down', '', '']);
});

test('a service whose own instance does not answer is not excused', () => {
  const monitor = new Monitor(watched, 2);
  const round = ['bank xx', 'card xx'];
  expect(observe(monitor, ...round, ...round).slice(2)).toEqual(['down', 'down']);
});

test('one good direct probe excuses it again', () => {
  const monitor = new Monitor(watched, 2);
  const seen = observe(monitor, 'bank xx', 'card xx', 'bank xx', 'card x-', 'card xx');
  expect(seen.at(-1)).toBe('');
});

test('excused failures do not count once the dependency is back', () => {
  const monitor = new Monitor(watched, 2);
  observe(monitor, 'bank x-', 'card x-', 'bank x-', 'card x-');
  monitor.reset('bank');
  // This round began before the bank was open again.
  expect(observe(monitor, 'card x-')).toEqual(['']);
  expect(observe(monitor, 'card --', 'card x-', 'card x-')).toEqual(['', 'first at 2', 'down']);
});

test('a failure that came before the dependency was seen to fail does not count for long', () => {
  const monitor = new Monitor(watched, 2);
  expect(observe(monitor, 'card x-', 'bank x-', 'card x-', 'card x-').slice(2)).toEqual(['', '']);
});

test('after a change of its route a service starts afresh', () => {
  const monitor = new Monitor(watched, 2);
  observe(monitor, 'bank xx', 'bank xx');
  monitor.reset('bank');
  expect(observe(monitor, 'bank xx')).toEqual(['first at 1']);
});

test('services that depend on each other in a circle are judged all the same', () => {
  const circle = [
    { service: 'a', dependsOn: ['b'] },
    { service: 'b', dependsOn: ['a'] },
  ];
  expect(observe(new Monitor(circle, 1), 'a x-', 'b x-', 'b xx')).toEqual([
    'first at 1, down',
    'first at 2',
    'down',
  ]);
});
