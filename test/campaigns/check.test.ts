// Figures that are older than the code, or not what a campaign wrote, are found. How the kept
// figures stand is printed; that they are old is no failure yet, that somebody changed them is.

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { checkFigures, describeStanding, isAcceptable } from './check.ts';
import { campaignCommand } from './command.ts';
import { readFigures } from './figures.ts';
import { campaigns } from './index.ts';
import { hashSources } from './sources.ts';
import { standIn, standInWorld } from './stand-in.ts';

test('the kept figures were made by their campaigns', () => {
  const root = join(import.meta.dirname, '../..');
  const file = readFigures(join(root, 'docs/figures.md'));
  if (!file.ok) throw new Error(JSON.stringify(file.error));
  const standings = checkFigures(campaigns, file.value, root);
  console.warn(['docs/figures.md:', ...standings.map(describeStanding)].join('\n'));
  expect(standings.filter((standing) => !isAcceptable(standing))).toEqual([]);
});

test.each<[string, (source: string) => void]>([
  ['changed', (source) => writeFileSync(source, 'export const one = 2;\n')],
  ['renamed', (source) => renameSync(source, source.replace('one.ts', 'two.ts'))],
  ['joined by another', (source) => writeFileSync(source.replace('one.ts', 'two.ts'), '')],
])('figures are stale once their source is %s', async (_, change) => {
  const { world, source, printed } = standInWorld([standIn()]);
  expect(await campaignCommand(['stand-in'], world)).toBe(0);
  expect(await campaignCommand(['--check'], world)).toBe(0);
  expect(printed.at(-1)).toBe('stand-in: up to date with the code that it measures');
  change(source);
  expect(await campaignCommand(['--check'], world)).toBe(0);
  expect(printed.at(-1)).toMatch(/^warning: stand-in: older than the code that it measures;/);
  expect(await campaignCommand(['stand-in'], world)).toBe(0);
  await campaignCommand(['--check'], world);
  expect(printed.at(-1)).toBe('stand-in: up to date with the code that it measures');
});

test('a file that no glob names makes nothing stale', () => {
  const { world, source } = standInWorld([]);
  const before = hashSources(world.root, ['sources/**/*.ts']);
  writeFileSync(source.replace('.ts', '.md'), 'Words.');
  expect(hashSources(world.root, ['sources/**/*.ts'])).toEqual(before);
});

test('a glob that names nothing is a bug of the campaign', () => {
  const { world, source } = standInWorld([]);
  rmSync(source);
  expect(() => hashSources(world.root, ['sources/**/*.ts'])).toThrow('sources/**/*.ts');
});

test('a table that was changed by hand is refused, and made anew from its data', async () => {
  const { world, printed } = standInWorld([standIn(), standIn({ name: 'other' })]);
  for (const name of ['stand-in', 'other']) await campaignCommand([name], world);
  const text = readFileSync(world.figuresPath, 'utf8');
  writeFileSync(world.figuresPath, text.replace('| 5 ms |', '| 4 ms |'));
  expect(await campaignCommand(['--check'], world)).toBe(1);
  expect(printed.at(-1)).toMatch(/^wrong: stand-in, line 7: .*\nother: up to date/);
  expect(await campaignCommand(['--render'], world)).toBe(0);
  expect(readFileSync(world.figuresPath, 'utf8')).toBe(text);
});

test('what was never measured is said, and a section without a campaign is refused', async () => {
  const { world, printed } = standInWorld([standIn()]);
  await campaignCommand(['stand-in'], world);
  const renamed = { ...world, campaigns: [standIn({ name: 'other' })] };
  expect(await campaignCommand(['--check'], renamed)).toBe(1);
  expect(printed.at(-1)?.split('\n')).toEqual([
    'warning: other: never measured; npm run campaign -- other',
    'wrong: stand-in, line 7: no such campaign; remove the section',
  ]);
});
