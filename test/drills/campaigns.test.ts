// The sample of every campaign, chosen by the commit and held to the campaign's own limits.
// Campaigns whose sample other tests run anyway are held to them there.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

import { brokenFigures } from '../campaigns/figure.ts';
import { campaigns } from '../campaigns/index.ts';
import { runCampaign } from '../campaigns/run-campaign.ts';
import { renderTable } from '../campaigns/section.ts';

const root = join(import.meta.dirname, '../..');
const DEADLINE_MS = 300_000;

test.each(
  campaigns.filter(({ sampledBy }) => sampledBy === null).map((it) => [it.name, it] as const),
)(
  'a sample of %s holds',
  async (name, campaign) => {
    const keptIn = mkdtempSync(join(tmpdir(), 'firedrill-campaign-'));
    onTestFinished(() => rmSync(keptIn, { recursive: true, force: true }));
    const { signal } = new AbortController();
    const run = await runCampaign(campaign, {
      root,
      keptIn,
      extent: { kind: 'sample' },
      seed: null,
      signal,
      progressOver: () => ({
        next: ({ group, index }) => console.log(`${name}: ${group} ${index + 1}`),
        moving: () => undefined,
        close: () => undefined,
      }),
    });
    if (run.kind !== 'measured') throw new Error(`no figures: ${run.kind}`);
    const { figures, remarks, seed } = run.section;
    console.log([`${name}, seed ${seed}:`, ...renderTable(figures), ...remarks].join('\n'));
    expect(brokenFigures(figures)).toEqual([]);
  },
  DEADLINE_MS,
);

test.each(
  campaigns.flatMap(({ name, sampledBy }) =>
    (sampledBy ?? []).map((path) => [path, name] as const),
  ),
)('%s holds its drills to the limits of %s', (path, name) => {
  const text = readFileSync(join(root, path), 'utf8');
  expect(text).toContain(`'../campaigns/${name}.ts'`);
  expect(text).toContain('brokenFigures(');
});
