// The sample of every campaign, chosen by the commit and held to the campaign's own limits.
// Campaigns whose sample other tests run anyway are held to them there.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

import { brokenFigures, type Figure } from '../campaigns/figure.ts';
import { campaigns } from '../campaigns/index.ts';
import { runCampaign } from '../campaigns/run-campaign.ts';
import { renderTable } from '../campaigns/section.ts';
import { engineProblem } from '../undone.ts';

const root = join(import.meta.dirname, '../..');
const DEADLINE_MS = 300_000;
const noEngine = await engineProblem();

/**
 * Ratios of times are judged by the full campaign: neighbours on the machine move them, and a timed test
 * would fail for what they do. They are printed here all the same.
 */
function isJudgedHere({ unit }: Figure): boolean {
  return unit !== 'times';
}

test.for(
  campaigns.filter(({ sampledBy }) => sampledBy === null).map((it) => [it.name, it] as const),
)('a sample of %s holds', { timeout: DEADLINE_MS }, async ([name, campaign], { skip }) => {
  if (campaign.needsEngine === true && noEngine !== null) return skip(noEngine);
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
  expect(brokenFigures(figures.filter(isJudgedHere))).toEqual([]);
});

test.each(
  campaigns.flatMap(({ name, sampledBy }) =>
    (sampledBy ?? []).map((path) => [path, name] as const),
  ),
)('%s holds its drills to the limits of %s', (path, name) => {
  const text = readFileSync(join(root, path), 'utf8');
  expect(text).toContain(`'../campaigns/${name}.ts'`);
  expect(text).toContain('brokenFigures(');
});
