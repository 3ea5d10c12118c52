// The block of new drills: there until it is released, and there, too, when its file cannot be read.

import { writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { expect, test } from 'vitest';

import { blockRuns, readBlock, releaseRuns } from '../../../harness/machine/block.ts';
import { statePaths } from './support.ts';

test('a block is there until it is released', async () => {
  const paths = statePaths();
  expect(await readBlock(paths)).toBeNull();
  const block = await blockRuns(paths);
  expect(block).toEqual({
    by: userInfo().username,
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
  });
  expect(await readBlock(paths)).toEqual(block);
  expect([await releaseRuns(paths), await releaseRuns(paths)]).toEqual([true, false]);
  expect(await readBlock(paths)).toBeNull();
});

test('a block that cannot be read blocks', async () => {
  const paths = statePaths();
  writeFileSync(paths.block, '{"format"');
  expect(await readBlock(paths)).not.toBeNull();
  expect(await releaseRuns(paths)).toBe(true);
});
