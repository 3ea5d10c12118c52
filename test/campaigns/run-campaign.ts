// Runs the cases of one campaign and makes its section: the figures with the commit, the machine
// and the sources that they are about. Whether and where the section is kept is the caller's
// affair.

import { mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

import { type Campaign, casesOf, type Extent } from './campaign.ts';
import type { Progress } from './progress.ts';
import { describeMachine, readCommit, seedOf } from './provenance.ts';
import type { Section } from './section.ts';
import { hashSources } from './sources.ts';

/** How a campaign is run. */
export interface RunSpec {
  /** Folder of the checkout. */
  readonly root: string;
  /** Folder that the run's own folder is made in. */
  readonly keptIn: string;
  readonly extent: Extent;
  /** Null: the commit chooses. */
  readonly seed: number | null;
  readonly signal: AbortSignal;
  readonly progressOver: (cases: number) => Progress;
}

/** What a run came to. */
export type CampaignRun =
  | {
      readonly kind: 'measured';
      readonly section: Section;
      /** Somebody changed the sources meanwhile: the figures are of a mixture. */
      readonly sourcesChanged: boolean;
      /** What the cases left to be looked at; null where they left nothing. */
      readonly folder: string | null;
    }
  | { readonly kind: 'stopped' };

/** Runs a campaign. */
export async function runCampaign(campaign: Campaign, spec: RunSpec): Promise<CampaignRun> {
  const { root, extent } = spec;
  const sources = hashSources(root, campaign.measures);
  const commit = readCommit(root, campaign.measures);
  const seed = spec.seed ?? seedOf(commit);
  const cases = casesOf(campaign.groups, extent, seed);
  const measuredAt = new Date().toISOString();
  const startedMs = performance.now();
  const stamp = measuredAt.replaceAll(/[:.]/g, '-').slice(0, 19);
  const folder = join(spec.keptIn, `${stamp}Z-${campaign.name}`);
  mkdirSync(folder, { recursive: true });
  const progress = spec.progressOver(cases.length);
  try {
    const measured = await campaign.measure(cases, (one) => {
      progress.next(one);
      return { folder, signal: spec.signal, moving: (text) => progress.moving(text) };
    });
    if (measured === null) return { kind: 'stopped' };
    const tookMs = Math.round(performance.now() - startedMs);
    const section: Section = {
      campaign: campaign.name,
      title: campaign.title,
      about: campaign.about,
      measuredAt,
      commit: commit?.id ?? null,
      changedSinceCommit: commit?.changed ?? false,
      machine: describeMachine(),
      seed,
      tookMs,
      groups: campaign.groups.map(({ name }) => ({
        name,
        cases: cases.filter(({ group }) => group === name).length,
      })),
      sources,
      figures: [...measured.figures],
      remarks: [...measured.remarks],
    };
    const sourcesChanged = hashSources(root, campaign.measures).sha256 !== sources.sha256;
    const isEmpty = readdirSync(folder).length === 0;
    return { kind: 'measured', section, sourcesChanged, folder: isEmpty ? null : folder };
  } finally {
    progress.close();
    if (readdirSync(folder).length === 0) rmdirSync(folder);
  }
}
