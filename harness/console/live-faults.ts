// The faults of the live view: one row each, from planned to undone.

import { formatGlance } from '../wording/index.ts';
import {
  type Block,
  type Canvas,
  fitParts,
  movingTime,
  type Part,
  row,
  type Segment,
} from './canvas.ts';
import type { DrillView } from './drill-view.ts';
import { sightingWords } from './fault-lines.ts';
import type { FaultView } from './fault-view.ts';
import type { Tone } from './paint.ts';
import { textWidth } from './text-width.ts';

const MARKS = {
  pending: '·',
  injecting: '▶',
  on: '▲',
  healing: '▽',
  healed: '✓',
  failed: '✗',
} as const;
const TONES = {
  pending: 'quiet',
  injecting: 'warning',
  on: 'bad',
  healing: 'warning',
  healed: 'good',
  failed: 'bad',
} as const satisfies Record<FaultView['state'], Tone>;

/** Rows of the faults; none where the plan has none. */
export function faultBlock(view: DrillView, canvas: Canvas): readonly Block[] {
  if (view.faults.length === 0) return [];
  const rows = view.faults.map(
    (fault): Block => ({ weight: 'needed', text: faultRow(view, fault, canvas) }),
  );
  return [...rows, { weight: 'spare', text: '' }];
}

function faultRow(view: DrillView, fault: FaultView, canvas: Canvas): string {
  const { planned, state } = fault;
  const tone = TONES[state];
  const [word = '', ...parts] = partsOf(view, fault, canvas);
  const start: readonly Segment[] = [
    { tone, text: `${MARKS[state]} ${planned.id}  ` },
    { tone, text: word },
  ];
  const others = parts.map(
    (text, rank): Part => ({
      rank,
      segments: [{ tone: 'plain', text: `, ${text}` }],
    }),
  );
  // Why a fault failed is cut where it is too long, never left out.
  const shown =
    state === 'failed'
      ? others.flatMap(({ segments }) => segments)
      : fitParts(others, canvas.columns - start.reduce((sum, it) => sum + textWidth(it.text), 0));
  return row(canvas, [...start, ...shown]);
}

/** What there is to say of a fault, the most important first. */
function partsOf(view: DrillView, fault: FaultView, canvas: Canvas): readonly string[] {
  const { wording } = canvas;
  const { faultStates, live, names } = wording;
  const kind = names[fault.planned.fault.kind];
  switch (fault.state) {
    case 'pending':
      return [faultStates.pending, startOf(view, fault, canvas), kind];
    case 'injecting':
      return [faultStates.injecting, kind];
    case 'on': {
      const forMs = canvas.nowMs - (fault.calledAt ?? canvas.nowMs);
      const confirmed =
        fault.confirmed === null ? live.unconfirmed : sightingWords(fault.confirmed, wording);
      const on = `${faultStates.on} ${movingTime(forMs, wording)}`;
      return [on, confirmed, endOf(view, fault, canvas), kind];
    }
    case 'healing':
      return [faultStates.healing, kind];
    case 'healed': {
      const cause = fault.healCause === null ? '' : names[fault.healCause];
      const lastedMs = (fault.healedAt ?? 0) - (fault.calledAt ?? fault.healedAt ?? 0);
      const healthy =
        fault.healConfirmed === null
          ? live.unconfirmed
          : sightingWords(fault.healConfirmed, wording);
      return [faultStates.healed, live.lasted(formatGlance(lastedMs, wording), cause), healthy];
    }
    case 'failed': {
      const { act, reason, commands } = fault.failure ?? {
        act: 'inject',
        reason: '',
        commands: [],
      };
      return [act === 'inject' ? faultStates.notMade : faultStates.notUndone, reason, ...commands];
    }
    default:
      return fault.state satisfies never;
  }
}

function startOf({ methodStartedAt }: DrillView, { planned }: FaultView, canvas: Canvas): string {
  const { live } = canvas.wording;
  if (methodStartedAt === null)
    return live.startsAt(formatGlance(planned.injectAtMs, canvas.wording));
  const leftMs = methodStartedAt + planned.injectAtMs - canvas.nowMs;
  return live.startsIn(movingTime(leftMs, canvas.wording));
}

function endOf({ methodStartedAt }: DrillView, { planned }: FaultView, canvas: Canvas): string {
  const { live } = canvas.wording;
  if (planned.healAtMs === null || methodStartedAt === null) return live.undoneLater;
  const leftMs = methodStartedAt + planned.healAtMs - canvas.nowMs;
  return live.undoneIn(movingTime(leftMs, canvas.wording));
}
