// The suite of the mini drill on recorded drills: green on a good one, red on each planted defect.

import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runSuite } from '../../../harness/assertions/run-suite.ts';
import {
  banksBooks,
  type Changes,
  goodAnalysis,
  recorded,
} from '../../harness/assertions/recorded.ts';

const suiteFile = fileURLToPath(
  new URL('../../../scenarios/suites/mini.suite.ts', import.meta.url),
);

const postPromoted: Changes = {
  services: goodAnalysis.services.map((it) =>
    it.service === 'post' ? { ...it, stages: [{ mark: 'promoted', atMs: 600 }] } : it,
  ),
};

test.each<[string, Changes, 'passed' | 'failed' | 'unusable']>([
  ['everything went well', {}, 'passed'],
  ['a transfer is lost', { lost: { count: 1, ageMs: 20 } }, 'failed'],
  [
    'never stable again',
    { bank: { recovery: { kind: 'not-recovered', observedMs: 8_000 } } },
    'failed',
  ],
  ['two primaries', { books: banksBooks.map((it) => ({ ...it, role: 'primary' })) }, 'failed'],
  ['post was promoted', postPromoted, 'failed'],
  ['the fault was not confirmed', { confirmation: 'inconclusive' }, 'unusable'],
  ['the load ended early', { problem: 'load-ended-early' }, 'unusable'],
])('%s', async (_name, changes, state) => {
  const result = await runSuite({ suiteFile, drill: recorded(changes), timeoutMs: 30_000 });
  expect(result).toMatchObject({ state });
});
