// What a campaign is: groups of cases, how one case is run, and the figures that follow from all of
// them. Which cases a seed chooses is here too. Running them is in run-campaign.ts, keeping the
// figures in figures.ts.

import { createHash } from 'node:crypto';

import type { ToolName } from '../../harness/toolchain/index.ts';
import type { Figure } from './figure.ts';

/** Cases of one kind. */
export interface CaseGroup {
  readonly name: string;
  /** Cases of a full campaign. */
  readonly times: number;
  /** How many of them the sample has; 0 where one case is too long for CI. */
  readonly sample: number;
}

/** One case: the same, with the same seed of its own, in a sample and in a full campaign. */
export interface CampaignCase {
  readonly group: string;
  /** From 0. */
  readonly index: number;
  /** For whatever the case draws by lot; a whole number below 2³². */
  readonly seed: number;
}

/** What a case is run with. */
export interface CaseContext {
  /** A folder for what the case leaves behind to be looked at. */
  readonly folder: string;
  /** Somebody wants the campaign to end: the case ends soon and in order. */
  readonly signal: AbortSignal;
  /** Shows what moves. */
  readonly moving: (text: string) => void;
}

/** A campaign as its file writes it. */
export interface CampaignDefinition<Outcome> {
  /** As in `npm run campaign -- <name>`. */
  readonly name: string;
  readonly title: string;
  /** What is run and what the figures say, in one or two sentences. */
  readonly about: string;
  readonly groups: readonly CaseGroup[];
  readonly needs: readonly ToolName[];
  /** Globs of the sources that the figures are about; the campaign's own files are among them. */
  readonly measures: readonly string[];
  /** True where its cases run containers. */
  readonly needsEngine?: boolean;
  /** Test files of drills that run the sample anyway; null: the sample is run for itself. */
  readonly sampledBy: readonly string[] | null;
  readonly run: (one: CampaignCase, context: CaseContext) => Promise<Outcome>;
  /** Figures of these outcomes. Groups without an outcome have no figures. */
  readonly figures: (outcomes: readonly Outcome[]) => readonly Figure[];
  /** What a reader must know besides, such as each case that did not go as it should. */
  readonly remarks: (outcomes: readonly Outcome[]) => readonly string[];
}

/** What some cases came to. */
export interface Measured {
  readonly figures: readonly Figure[];
  readonly remarks: readonly string[];
}

/** Called before each case; a promise of its context. */
export type ContextOf = (one: CampaignCase) => CaseContext;

/** A campaign, whatever its outcomes are made of. */
export interface Campaign extends Omit<CampaignDefinition<unknown>, 'run' | 'figures' | 'remarks'> {
  /** Runs the cases one after the other; null when it was ended before the last one was through. */
  readonly measure: (
    cases: readonly CampaignCase[],
    contextOf: ContextOf,
  ) => Promise<Measured | null>;
}

/** Which cases are wanted. */
export type Extent =
  | { readonly kind: 'full' }
  /** So many cases of every group that has more than one. */
  | { readonly kind: 'times'; readonly times: number }
  | { readonly kind: 'sample' };

/** Makes a campaign from its definition. */
export function defineCampaign<Outcome>(definition: CampaignDefinition<Outcome>): Campaign {
  const { run, figures, remarks, ...rest } = definition;
  return {
    ...rest,
    async measure(cases, contextOf) {
      const outcomes: Outcome[] = [];
      for (const one of cases) {
        const context = contextOf(one);
        if (context.signal.aborted) return null;
        const outcome = await run(one, context);
        // What was ended from outside says nothing of what it measures.
        if (context.signal.aborted) return null;
        outcomes.push(outcome);
      }
      return { figures: figures(outcomes), remarks: remarks(outcomes) };
    },
  };
}

/** The cases of an extent, in the order in which they run. A sample is chosen by the seed. */
export function casesOf(
  groups: readonly CaseGroup[],
  extent: Extent,
  seed: number,
): readonly CampaignCase[] {
  return groups.flatMap((group) => {
    const draw = (index: number): number => drawn(`${seed}/${group.name}/sample/${index}`);
    const all = Array.from({ length: timesOf(group, extent) }, (_, index) => index);
    const chosen =
      extent.kind === 'sample'
        ? all.toSorted((left, right) => draw(left) - draw(right)).slice(0, group.sample)
        : all;
    return chosen
      .toSorted((left, right) => left - right)
      .map((index) => ({
        group: group.name,
        index,
        seed: drawn(`${seed}/${group.name}/case/${index}`),
      }));
  });
}

/** Whether the cases are at least those of a full campaign; only its figures are kept. */
export function isFull(groups: readonly CaseGroup[], extent: Extent): boolean {
  if (extent.kind === 'sample') return false;
  return groups.every((group) => timesOf(group, extent) >= group.times);
}

function timesOf({ times }: CaseGroup, extent: Extent): number {
  return extent.kind === 'times' && times > 1 ? extent.times : times;
}

/** A number below 2³² that only the text decides. */
function drawn(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0);
}
