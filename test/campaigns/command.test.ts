// The command: its exit statuses, and what it keeps and does not keep.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { campaignCommand } from './command.ts';
import { readFigures } from './figures.ts';
import type { Section } from './section.ts';
import { standIn, standInWorld } from './stand-in.ts';

test('a full run is kept, with its figures, seed and sources', async () => {
  const { world, printed } = standInWorld([standIn()]);
  expect(await campaignCommand(['stand-in', '--seed', '7'], world)).toBe(0);
  expect(printed.at(-1)).toBe('Kept in docs/figures.md (seed 7).');
  expect(kept(world.figuresPath)).toEqual([
    expect.objectContaining({
      campaign: 'stand-in',
      // The stand-in's folder is no checkout.
      commit: null,
      changedSinceCommit: false,
      seed: 7,
      groups: [{ name: 'nothing', cases: 3 }],
      sources: { files: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      figures: [
        expect.objectContaining({ figure: 'cases that ended', value: 3, of: 3 }),
        expect.objectContaining({
          figure: 'most',
          value: 5,
          limit: { kind: 'at-most', bound: 10 },
        }),
      ],
    }),
  ]);
});

test('a broken limit ends with 1, and is kept for everyone to see', async () => {
  const { world, printed } = standInWorld([standIn({ tookMs: 11 })]);
  expect(await campaignCommand(['stand-in'], world)).toBe(1);
  expect(printed.at(-1)).toBe('Limits broken: most');
  expect(readFileSync(world.figuresPath, 'utf8')).toContain(
    '| most | 11 ms | at most 10 ms | **no** |\n\n- 3 cases were slow.\n',
  );
});

test.each([
  [['--only-sample'], '| cases that ended | 1 of 1 cases | all | yes |'],
  [['--times', '2'], '| cases that ended | 2 of 2 cases | all | yes |'],
])('less than a full run (%s) is printed and not kept', async (options, row) => {
  const { world, printed } = standInWorld([standIn()]);
  expect(await campaignCommand(['stand-in', ...options], world)).toBe(0);
  expect(printed.join('\n')).toContain(row);
  expect(printed.at(-1)).toMatch(/^Not kept: less than a full campaign \(seed \d+\)\.$/);
  expect(existsSync(world.figuresPath)).toBe(false);
});

test('a sample is held to the same limits', async () => {
  const { world } = standInWorld([standIn({ tookMs: 11 })]);
  expect(await campaignCommand(['stand-in', '--only-sample'], world)).toBe(1);
});

test('figures of sources that changed meanwhile are not kept', async () => {
  let change = (): void => undefined;
  const { world, source, printed } = standInWorld([standIn({ during: () => change() })]);
  change = () => writeFileSync(source, 'export const one = 2;\n');
  expect(await campaignCommand(['stand-in'], world)).toBe(2);
  expect(printed.at(-1)).toMatch(/^Not kept: the sources changed meanwhile/);
  expect(existsSync(world.figuresPath)).toBe(false);
});

test('a stopped campaign has no figures and ends with 3', async () => {
  let stop = (): void => undefined;
  const { world, stopping } = standInWorld([standIn({ during: () => stop() })]);
  stop = () => stopping.abort();
  expect(await campaignCommand(['stand-in'], world)).toBe(3);
  expect(existsSync(world.figuresPath)).toBe(false);
});

test('a damaged file is refused before the first case', async () => {
  let cases = 0;
  const { world, printed } = standInWorld([standIn({ during: () => void (cases += 1) })]);
  await campaignCommand(['stand-in'], world);
  const damaged = readFileSync(world.figuresPath, 'utf8').replace('"seed"', 'seed');
  writeFileSync(world.figuresPath, damaged);
  cases = 0;
  expect(await campaignCommand(['stand-in'], world)).toBe(64);
  expect(await campaignCommand(['--check'], world)).toBe(64);
  expect(printed.at(-1)).toMatch(/figures\.md:7\b[^]*The section of stand-in is damaged/);
  expect(cases).toBe(0);
  expect(readFileSync(world.figuresPath, 'utf8')).toBe(damaged);
});

test.each([
  [['nothing-like-it'], 'Take one of: stand-in.'],
  [['stand-in', 'stand-in'], 'Run them one after the other.'],
  [['stand-in', '--times', '0'], 'Give a whole number from 1'],
  [['stand-in', '--times', 'many'], 'Give a whole number from 1'],
  [['stand-in', '--seed', '4294967296'], 'Give a whole number from 0'],
  [['stand-in', '--only-sample', '--times', '2'], 'Leave out --times or --only-sample.'],
  [['stand-in', '--fast'], 'See npm run campaign -- --help.'],
])('%s is wrong usage', async (args, cure) => {
  const { world, printed } = standInWorld([standIn()]);
  expect(await campaignCommand(args, world)).toBe(64);
  expect(printed.join('\n')).toContain(cure);
});

test.each([[[]], [['--help']]])('%s lists the campaigns', async (args) => {
  const { world, printed } = standInWorld([standIn()]);
  expect(await campaignCommand(args, world)).toBe(0);
  expect(printed.join('\n')).toContain('  stand-in  Stand-in\n');
  expect(printed.join('\n')).toContain('nothing 3 (sample 1)');
});

function kept(path: string): readonly Section[] {
  const file = readFigures(path);
  if (!file.ok) throw new Error(JSON.stringify(file.error));
  return file.value.sections.map(({ section }) => section);
}
