// Which cases a campaign has, which of them a seed chooses, and that a stopped one has no figures.

import { expect, test } from 'vitest';

import { type CampaignCase, casesOf, defineCampaign, isFull } from './campaign.ts';
import { ALL, counted } from './figure.ts';

const GROUPS = [
  { name: 'planted', times: 20, sample: 3 },
  { name: 'clean', times: 1, sample: 1 },
  { name: 'long', times: 2, sample: 0 },
];
const SEED = 7;

const namesOf = (cases: readonly CampaignCase[]) =>
  cases.map(({ group, index }) => `${group} ${index}`);

test('a full campaign has every case', () => {
  const cases = casesOf(GROUPS, { kind: 'full' }, SEED);
  const planted = Array.from({ length: 20 }, (_, index) => `planted ${index}`);
  expect(namesOf(cases)).toEqual([...planted, 'clean 0', 'long 0', 'long 1']);
  expect(new Set(cases.map(({ seed }) => seed)).size).toBe(cases.length);
});

test('other times are for the groups that have more than one case', () => {
  const cases = casesOf(GROUPS, { kind: 'times', times: 1 }, SEED);
  expect(namesOf(cases)).toEqual(['planted 0', 'clean 0', 'long 0']);
});

test('a sample is a part of the full campaign, with the same seeds, chosen by the seed', () => {
  const full = casesOf(GROUPS, { kind: 'full' }, SEED);
  const sample = casesOf(GROUPS, { kind: 'sample' }, SEED);
  expect(sample.map(({ group }) => group)).toEqual(['planted', 'planted', 'planted', 'clean']);
  expect(full).toEqual(expect.arrayContaining([...sample]));
  expect(casesOf(GROUPS, { kind: 'sample' }, SEED)).toEqual(sample);
  const others = Array.from({ length: 10 }, (_, seed) =>
    namesOf(casesOf(GROUPS, { kind: 'sample' }, seed)).join(),
  );
  expect(new Set(others).size).toBeGreaterThan(5);
});

test.each([
  [{ kind: 'full' } as const, true],
  [{ kind: 'times', times: 20 } as const, true],
  [{ kind: 'times', times: 19 } as const, false],
  [{ kind: 'sample' } as const, false],
])('%o is full: %s', (extent, expected) => {
  expect(isFull(GROUPS, extent)).toBe(expected);
});

test('what was stopped has no figures, also when it was stopped in its last case', async () => {
  const stopping = new AbortController();
  const ran: string[] = [];
  const campaign = defineCampaign<string>({
    name: 'stand-in',
    title: 'Stand-in',
    about: 'Runs nothing.',
    groups: GROUPS,
    needs: [],
    measures: [],
    sampledBy: null,
    async run({ group, index }) {
      ran.push(`${group} ${index}`);
      if (ran.length === 2) stopping.abort();
      return group;
    },
    figures: (all) => [counted('ran', { value: all.length, of: all.length, unit: '' }, ALL)],
    remarks: () => [],
  });
  const cases = casesOf(GROUPS, { kind: 'full' }, SEED);
  const contextOf = () => ({ folder: '', signal: stopping.signal, moving: () => undefined });
  expect(await campaign.measure(cases.slice(0, 2), contextOf)).toBeNull();
  expect(await campaign.measure(cases, contextOf)).toBeNull();
  expect(ran).toEqual(['planted 0', 'planted 1']);
});
