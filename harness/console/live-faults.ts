// The faults of the live view: one row each, from planned to undone.

import { formatDuration } from '../model/duration.ts';
import { type Block, type Canvas, fitParts, row, type Segment } from './canvas.ts';
import type { DrillView } from './drill-view.ts';
import { sightingWords } from './fault-lines.ts';
import type { FaultView } from './fault-view.ts';
import type { Tone } from './paint.ts';

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
  const name = { tone, text: `${MARKS[state]} ${planned.id}  ` };
  const parts = partsOf(view, fault, canvas).map((text, index) => ({
    rank: index,
    segments: [{ tone: index === 0 ? tone : 'plain', text: index === 0 ? text : `, ${text}` }],
  })) satisfies readonly { readonly rank: number; readonly segments: readonly Segment[] }[];
  const [first, ...others] = parts;
  const width = canvas.columns - name.text.length - (first?.segments[0]?.text.length ?? 0);
  return row(canvas, [name, ...(first?.segments ?? []), ...fitParts(others, width)]);
}

/** What there is to say of a fault, the most important first. */
function partsOf(view: DrillView, fault: FaultView, canvas: Canvas): readonly string[] {
  const { faultStates, faultKinds, live, healCauses } = canvas.wording;
  const kind = faultKinds[fault.planned.fault.kind];
  switch (fault.state) {
    case 'pending':
      return [faultStates.pending, startOf(view, fault, canvas), kind];
    case 'injecting':
      return [faultStates.injecting, kind];
    case 'on': {
      const forMs = canvas.nowMs - (fault.calledAt ?? canvas.nowMs);
      const confirmed =
        fault.confirmed === null
          ? live.unconfirmed
          : sightingWords(fault.confirmed, canvas.wording);
      const on = `${faultStates.on} ${formatDuration(Math.max(0, forMs))}`;
      return [on, confirmed, endOf(view, fault, canvas), kind];
    }
    case 'healing':
      return [faultStates.healing, kind];
    case 'healed': {
      const cause = fault.healCause === null ? '' : healCauses[fault.healCause];
      const lastedMs = (fault.healedAt ?? 0) - (fault.calledAt ?? fault.healedAt ?? 0);
      const healthy =
        fault.healConfirmed === null
          ? live.unconfirmed
          : sightingWords(fault.healConfirmed, canvas.wording);
      return [faultStates.healed, live.lasted(formatDuration(lastedMs), cause), healthy];
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
  if (methodStartedAt === null) return live.startsAt(formatDuration(planned.injectAtMs));
  const leftMs = methodStartedAt + planned.injectAtMs - canvas.nowMs;
  return live.startsIn(formatDuration(Math.max(0, leftMs)));
}

function endOf({ methodStartedAt }: DrillView, { planned }: FaultView, canvas: Canvas): string {
  const { live } = canvas.wording;
  if (planned.healAtMs === null || methodStartedAt === null) return live.undoneLater;
  const leftMs = methodStartedAt + planned.healAtMs - canvas.nowMs;
  return live.undoneIn(formatDuration(Math.max(0, leftMs)));
}
