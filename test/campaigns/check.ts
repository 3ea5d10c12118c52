// Compares docs/figures.md with the campaigns and sources as they are: what was never measured,
// what is older than the code, what somebody changed by hand. Measures nothing.

import { unreachable } from '../../harness/model/problem.ts';
import type { Campaign } from './campaign.ts';
import type { FiguresFile } from './figures.ts';
import { hashSources } from './sources.ts';

/** What is to be said of one campaign's figures. */
export type Standing =
  | {
      readonly kind: 'fresh' | 'stale' | 'edited';
      readonly campaign: string;
      readonly line: number;
    }
  | { readonly kind: 'never-measured'; readonly campaign: string }
  | { readonly kind: 'no-campaign'; readonly campaign: string; readonly line: number };

/** How every campaign stands, and then what belongs to none. */
export function checkFigures(
  campaigns: readonly Pick<Campaign, 'name' | 'measures'>[],
  file: FiguresFile,
  root: string,
): readonly Standing[] {
  const known = campaigns.map(({ name, measures }): Standing => {
    const placed = file.sections.find(({ section }) => section.campaign === name);
    if (placed === undefined) return { kind: 'never-measured', campaign: name };
    const { line, section, edited } = placed;
    if (edited) return { kind: 'edited', campaign: name, line };
    const isFresh = hashSources(root, measures).sha256 === section.sources.sha256;
    return { kind: isFresh ? 'fresh' : 'stale', campaign: name, line };
  });
  const strange = file.sections
    .filter(({ section }) => campaigns.every(({ name }) => name !== section.campaign))
    .map(
      ({ section, line }): Standing => ({ kind: 'no-campaign', campaign: section.campaign, line }),
    );
  return [...known, ...strange];
}

/** Whether the file may stay as it is. Old and missing figures are only warned of, for now. */
export function isAcceptable({ kind }: Standing): boolean {
  return kind !== 'edited' && kind !== 'no-campaign';
}

/** A standing in one line. */
export function describeStanding(standing: Standing): string {
  const { kind, campaign } = standing;
  const again = `npm run campaign -- ${campaign}`;
  switch (kind) {
    case 'fresh':
      return `${campaign}: up to date with the code that it measures`;
    case 'stale':
      return `warning: ${campaign}: older than the code that it measures; ${again}`;
    case 'never-measured':
      return `warning: ${campaign}: never measured; ${again}`;
    case 'edited': {
      const where = `${campaign}, line ${standing.line}`;
      return `wrong: ${where}: not what follows from its data; npm run campaign -- --render`;
    }
    case 'no-campaign':
      return `wrong: ${campaign}, line ${standing.line}: no such campaign; remove the section`;
    default:
      return unreachable(kind);
  }
}
