// The live view as text: phases, faults, services, and what went wrong, each line cut to the
// terminal's width and the whole to its height. Pure: time comes in, nothing is written.

import type { Phase } from '../journal/events.ts';
import type { Language } from '../model/text.ts';
import { formatGlance, nameOf } from '../wording/index.ts';
import {
  type Block,
  type Canvas,
  fitParts,
  movingTime,
  type Part,
  row,
  type Segment,
} from './canvas.ts';
import type { DrillView, PhaseView } from './drill-view.ts';
import { faultBlock } from './live-faults.ts';
import { serviceBlock } from './live-services.ts';
import { painterOf } from './paint.ts';
import { textWidth } from './text-width.ts';
import { type Wording, wordingOf } from './wording.ts';

/** How the live view is drawn. */
export interface LiveOptions {
  readonly columns: number;
  /** Height of the terminal; without it the view is as high as it needs. */
  readonly rows?: number;
  readonly colour: boolean;
  /** Present drill time, ms. */
  readonly nowMs: number;
  readonly language: Language;
}

const BAR_COLUMNS = 28;
const PHASE_MARKS = { pending: '·', running: '▶', completed: '✓' } as const;

/** The view in lines of at most `columns`; sections that matter less make room for others. */
export function renderLive(view: DrillView, options: LiveOptions): string {
  const { columns, rows = Number.POSITIVE_INFINITY, colour, nowMs, language } = options;
  const wording = wordingOf(language);
  const canvas: Canvas = { columns, paint: painterOf(colour), nowMs, wording, language };
  const blocks = [
    ...header(view, canvas),
    ...faultBlock(view, canvas),
    ...serviceBlock(view, canvas),
    ...alerts(view, canvas),
  ];
  return fitRows(blocks, rows, canvas).join('\n');
}

/** Leaves out what matters least, from the bottom, until the rest fits. */
function fitRows(blocks: readonly Block[], rows: number, canvas: Canvas): readonly string[] {
  let kept = blocks;
  for (const weight of ['spare', 'useful'] as const) {
    if (kept.length <= rows) break;
    kept = kept.filter((it) => it.weight !== weight);
  }
  if (kept.length <= rows) return kept.map(({ text }) => text);
  const shown = Math.max(0, Math.floor(rows) - 1);
  const more = canvas.wording.live.more(kept.length - shown);
  return [
    ...kept.slice(0, shown).map(({ text }) => text),
    row(canvas, [{ text: more, tone: 'quiet' }]),
  ];
}

function header(view: DrillView, canvas: Canvas): readonly Block[] {
  const { plan } = view;
  const { wording, nowMs } = canvas;
  const about = wording.live.about(wording.names[plan.timeline], nameOf(wording, plan.lab));
  const title = row(canvas, [
    { text: `${movingTime(nowMs, wording)}  `, tone: 'plain' },
    { text: plan.scenario.title[canvas.language], tone: 'strong' },
    { text: `  ${about}`, tone: 'quiet' },
  ]);
  return [
    { weight: 'spare', text: '' },
    { weight: 'needed', text: title },
    { weight: 'useful', text: phaseLine(view.phases, canvas) },
    ...(view.ended ? [] : [{ weight: 'needed', text: presentPhase(view, canvas) } as const]),
    { weight: 'spare', text: '' },
  ];
}

/** Every phase with its mark where that fits, else how many are behind us. */
function phaseLine(phases: readonly PhaseView[], canvas: Canvas): string {
  for (const gap of ['  ', ' ']) {
    const segments = phases.flatMap((phase, index) => [
      ...(index === 0 ? [] : [{ text: gap, tone: 'plain' } as const]),
      phaseSegment(phase, canvas.wording),
    ]);
    const width = segments.reduce((sum, { text }) => sum + textWidth(text), 0);
    if (width <= canvas.columns) return row(canvas, segments);
  }
  const marks = phases.map((phase) => ({
    ...phaseSegment(phase, canvas.wording),
    text: markOf(phase),
  }));
  return row(canvas, marks);
}

function phaseSegment(phase: PhaseView, wording: Wording): Segment {
  const text = `${markOf(phase)} ${wording.shortPhases[phase.phase]}`;
  if (phase.state === 'pending') return { text, tone: 'quiet' };
  if (phase.state === 'running') return { text, tone: 'strong' };
  return { text, tone: phase.state === 'completed' ? 'good' : 'bad' };
}

function markOf({ state }: PhaseView): string {
  return state === 'pending' || state === 'running' || state === 'completed'
    ? PHASE_MARKS[state]
    : '✗';
}

/** The running phase with a bar over its planned length, or over its deadline where it has none. */
function presentPhase(view: DrillView, canvas: Canvas): string {
  const { wording, columns, nowMs } = canvas;
  const phase = view.phases.findLast(({ state }) => state === 'running');
  if (phase === undefined || phase.startedAt === null || phase.deadlineMs === null) return '';
  const passedMs = Math.max(0, nowMs - phase.startedAt);
  const leftMs = phase.deadlineMs - passedMs;
  const plannedMs = plannedLengthMs(view, phase);
  const deadline =
    leftMs > 0 ? wording.live.deadline(movingTime(leftMs, wording)) : wording.live.overdue;
  const progress =
    plannedMs === null
      ? movingTime(passedMs, wording)
      : wording.live.progress(movingTime(passedMs, wording), formatGlance(plannedMs, wording));
  const share = Math.min(1, passedMs / (plannedMs ?? phase.deadlineMs));
  const bar = columns >= 70 ? BAR_COLUMNS : Math.max(0, Math.floor(columns / 5));
  const filled = Math.round(share * bar);
  const tone = leftMs > 0 ? 'good' : 'bad';
  const parts: readonly Part[] = [
    { rank: 0, segments: [{ text: wording.names[phase.phase], tone: 'strong' }] },
    {
      rank: 2,
      segments: [
        { text: ` ${'━'.repeat(filled)}`, tone },
        { text: '┄'.repeat(bar - filled), tone: 'quiet' },
      ],
    },
    { rank: 1, segments: [{ text: ` ${progress}`, tone: 'plain' }] },
    { rank: 3, segments: [{ text: `, ${deadline}`, tone: leftMs > 0 ? 'quiet' : 'bad' }] },
  ];
  return row(canvas, fitParts(parts, columns));
}

/** Length that the plan gives a phase; the others last as long as their work does. */
function plannedLengthMs({ plan }: DrillView, { phase }: PhaseView): number | null {
  const { warmUpMs, steadyStateMs, methodMs } = plan.phases;
  const planned: Partial<Record<Phase, number>> = {
    'warm-up': warmUpMs,
    'steady-state': steadyStateMs,
    method: methodMs,
  };
  return planned[phase] ?? null;
}

function alerts(view: DrillView, canvas: Canvas): readonly Block[] {
  const { lines, live, names } = canvas.wording;
  const { interruption, rollback, leftovers, harnessError } = view;
  const texts: Segment[] = [];
  if (view.load === 'ended-early') texts.push({ tone: 'bad', text: lines.loadEndedEarly('k6') });
  if (interruption !== null) {
    const cause = names[interruption.cause];
    texts.push({ tone: 'bad', text: lines.interrupted(cause, interruption.detail) });
  }
  if (rollback?.state === 'running') texts.push({ tone: 'warning', text: live.rollback });
  if (rollback?.state === 'ended' && rollback.failed.length > 0) {
    texts.push({ tone: 'bad', text: lines.notRolledBack(rollback.failed.join(', ')) });
  }
  if (leftovers !== null && leftovers.length > 0) {
    texts.push({ tone: 'bad', text: lines.leftovers(leftovers.join(', ')) });
  }
  if (harnessError !== null) texts.push({ tone: 'bad', text: lines.harnessError(harnessError) });
  const rows = texts.map((segment): Block => ({ weight: 'needed', text: row(canvas, [segment]) }));
  return rows.length === 0 ? [] : [{ weight: 'spare', text: '' }, ...rows];
}
