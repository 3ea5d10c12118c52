// Lines about faults: made, confirmed from traffic, undone, gone, or not.

import { unreachable } from '../model/problem.ts';
import { formatGlance, nameOf } from '../wording/index.ts';
import { type FaultEvent, type Sighting, sightingOf } from './fault-view.ts';
import { headline, type Line } from './line.ts';
import type { Wording } from './wording.ts';

/** Lines of an event about a fault. Intents give none: what follows them does. */
export function faultLines(event: FaultEvent, kind: string, wording: Wording): readonly Line[] {
  const { lines } = wording;
  const { fault } = event;
  switch (event.type) {
    case 'fault-intended':
    case 'heal-intended':
      return [];
    case 'fault-injected': {
      const took = formatGlance(event.acknowledgedAt - event.calledAt, wording);
      return headline('warning', lines.made(fault, kind, took));
    }
    case 'fault-failed':
      return headline('bad', lines.notMade(fault, event.reason));
    case 'fault-confirmed': {
      const seen = sightingWords(sightingOf(event.confirmation, event.probes), wording);
      return event.confirmation === 'confirmed'
        ? headline('warning', lines.on(fault, seen))
        : headline('bad', lines.notConfirmed(fault, seen));
    }
    case 'fault-healed':
      return headline('good', lines.undone(fault, wording.names[event.cause]));
    case 'heal-confirmed': {
      const seen = sightingWords(sightingOf(event.confirmation, event.probes), wording);
      return event.confirmation === 'confirmed'
        ? headline('good', lines.gone(fault, seen))
        : headline('bad', lines.notGone(fault, seen));
    }
    case 'heal-failed':
      return headline('bad', lines.notUndone(fault, event.reason, event.commands));
    default:
      return unreachable(event);
  }
}

/** A sighting in words: `confirmed: stall on 16 links`. */
export function sightingWords({ confirmation, seen }: Sighting, wording: Wording): string {
  const parts = seen.map(({ signature, links }) =>
    wording.live.seen(nameOf(wording, signature), links),
  );
  const verdict = wording.sightings[confirmation];
  return parts.length === 0 ? verdict : `${verdict}: ${parts.join(', ')}`;
}
