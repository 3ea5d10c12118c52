// Planning: every scenario of the library plans, twice the same; everything wrong is named with
// place and cure.

import { expect, test } from 'vitest';

import { processesCapabilities as lab } from '../../../harness/lab/processes/capabilities.ts';
import { planDrill } from '../../../harness/plan/plan-drill.ts';
import { scenarios } from '../../../scenarios/index.ts';

const base = scenarios.find(({ id }) => id === 'mini');
const options = { timeline: 'short', lab } as const;
const cut = {
  kind: 'link-cut',
  id: 'cut',
  links: ['front-door>bank@daejeon'],
  signature: 'refuse',
  at: '1s',
};

function problemsOf(change: object): readonly string[] {
  const planned = planDrill({ ...base, ...change }, options);
  if (planned.ok) return [];
  for (const { cure } of planned.error) expect(cure).not.toBe('');
  return planned.error.map(({ place, message }) => `${place}: ${message}`);
}

test.each(scenarios.map((scenario) => [scenario.id, scenario] as const))(
  '%s plans, deterministically',
  (_, scenario) => {
    const first = planDrill(scenario, options);
    expect(first).toMatchObject({ ok: true });
    expect(JSON.stringify(planDrill(scenario, options))).toBe(JSON.stringify(first));
  },
);

test('a site power-off reaches every service, through its own links or what it depends on', () => {
  const planned = planDrill(scenarios[0], options);
  expect(planned.ok && planned.value.faults[0]?.blastRadius.services).toEqual([
    'bank',
    'card',
    'insurance',
    'post',
  ]);
  expect(
    planned.ok &&
      planned.value.serviceLoads.map((it) => [it.service, Math.round(it.stabilityWindowMs)]),
  ).toEqual([
    ['bank', 5980],
    ['card', 5980],
    ['insurance', 11960],
    ['post', 11_960],
  ]);
});

test.each([
  [
    'unknown service',
    { objectives: [{ kind: 'integrity', service: 'atm' }] },
    'Unknown service "atm"',
  ],
  ['unknown link', { faults: [{ ...cut, links: ['a>b'] }] }, 'Unknown link "a>b"'],
  ['overlap', { faults: [cut, { ...cut, id: 'again', at: '2s' }] }, 'Overlaps with fault "cut"'],
  ['negative duration', { faults: [{ ...cut, at: '-1s' }] }, 'is no duration'],
  ['duration without a unit', { faults: [{ ...cut, at: 30 }] }, 'has no unit'],
  [
    'RTO beyond the horizon',
    { objectives: [{ kind: 'recovery-time', service: 'bank', rto: '3h' }] },
    'longer than',
  ],
  ['no load', { load: { ...base?.load, services: [] } }, 'nothing can be measured'],
  [
    'fault shorter than detection',
    { faults: [{ ...cut, until: '1100ms' }] },
    'less than twice the detection time',
  ],
  ['signature the lab lacks', { faults: [{ ...cut, signature: 'silence' }] }, 'cannot make'],
  ['no objective', { objectives: [] }, 'can show nothing'],
  ['unknown field', { fautls: [] }, 'Unrecognized key'],
])('%s is refused', (_, change, expected) => {
  expect(problemsOf(change).join('\n')).toContain(expected);
});

test('everything wrong is reported at once', () => {
  const wrong = {
    faults: [{ ...cut, links: ['a>b', 'c>d'] }],
    stopConditions: [{ service: 'x', floor: 1, over: '1s' }],
  };
  expect(problemsOf(wrong)).toHaveLength(3);
});
