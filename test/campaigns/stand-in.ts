// A campaign and a checkout that stand in for real ones in these tests: no drill is run.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

import { type Campaign, defineCampaign } from './campaign.ts';
import type { World } from './command.ts';
import { ALL, atMost, counted, measured } from './figure.ts';
import type { Section } from './section.ts';

/** What the stand-in measures. */
export interface StandIn {
  readonly name?: string;
  /** Milliseconds that each case says it took; the limit is 10. */
  readonly tookMs?: number;
  /** Called in each case. */
  readonly during?: () => void;
}

/** A campaign whose cases do nothing. */
export function standIn({ name = 'stand-in', tookMs = 5, during }: StandIn = {}): Campaign {
  return defineCampaign<number>({
    name,
    title: 'Stand-in',
    about: 'Measures nothing.',
    groups: [{ name: 'nothing', times: 3, sample: 1 }],
    needs: [],
    measures: ['sources/**/*.ts'],
    sampledBy: null,
    run(_, { moving }) {
      moving('does nothing');
      during?.();
      return Promise.resolve(tookMs);
    },
    figures: (all) => [
      counted('cases that ended', { value: all.length, of: all.length, unit: 'cases' }, ALL),
      measured('most', { value: Math.max(...all), unit: 'ms' }, atMost(10)),
    ],
    remarks: (all) => (tookMs > 10 ? [`${all.length} cases were slow.`] : []),
  });
}

/** A folder with one source, and a world around it that remembers what is printed. */
export function standInWorld(campaigns: readonly Campaign[]) {
  const root = mkdtempSync(join(tmpdir(), 'firedrill-campaigns-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'sources'));
  const source = join(root, 'sources', 'one.ts');
  writeFileSync(source, 'export const one = 1;\n');
  const printed: string[] = [];
  const stopping = new AbortController();
  const world: World = {
    campaigns,
    root,
    figuresPath: join(root, 'docs', 'figures.md'),
    keptIn: join(root, 'kept'),
    print: (text) => void printed.push(text),
    signal: stopping.signal,
    progressOver: () => ({
      next: () => undefined,
      moving: () => undefined,
      close: () => undefined,
    }),
  };
  return { world, source, printed, stopping };
}

/** A section as a run would make it. */
export function sectionOf(campaign: string): Section {
  return {
    campaign,
    title: 'Stand-in',
    about: 'Measures nothing --> or little.',
    measuredAt: '2026-01-02T03:04:05.678Z',
    commit: '0123456789abcdef0123456789abcdef01234567',
    changedSinceCommit: false,
    machine: {
      processors: 2,
      memoryBytes: 8 * 2 ** 30,
      platform: 'linux',
      architecture: 'x64',
      kernel: '6.1.0',
      node: '24.21.0',
      within: 'container',
    },
    seed: 7,
    tookMs: 754_321,
    groups: [{ name: 'nothing', cases: 3 }],
    sources: { files: 1, sha256: 'a0' },
    figures: [
      counted('cases | ended', { value: 3, of: 3, unit: 'cases' }, ALL),
      measured('most', { value: 12.5, unit: 'ms' }, atMost(10)),
      measured('least', { value: 1.5, unit: 'ms' }, null),
    ],
    remarks: ['Case 2: slow.\nVery slow.'],
  };
}
