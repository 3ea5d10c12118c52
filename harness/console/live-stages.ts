// Below a service in the live view: when the monitor decided, when the service was open and good
// again, counted from its fault; or the step of the runbook that keeps failing.

import { formatGlance, nameOf } from '../wording/index.ts';
import { type Block, type Canvas, fitParts, type Part, row, type Segment } from './canvas.ts';
import type { DrillView } from './drill-view.ts';
import type { Tone } from './paint.ts';
import { mainOutage, type ServiceView } from './service-view.ts';

/** Stages in their order; the lower the rank, the longer a stage stays as the terminal narrows. */
const STAGES = [
  { mark: 'detected', rank: 2 },
  { mark: 'declared', rank: 5 },
  { mark: 'promoted', rank: 3 },
  { mark: 'repointed', rank: 6 },
  { mark: 'opened', rank: 1 },
] as const;
const STABLE_RANK = 0;
const FAILBACK_RANK = 4;
const FAILURE_RANK = 0;
const INDENT: Segment = { text: '  ', tone: 'plain' };
const GAP: Segment = { text: '  ', tone: 'plain' };

/** The row of a service's stages; none while there is nothing to tell. */
export function stageRow(view: DrillView, service: ServiceView, canvas: Canvas): readonly Block[] {
  const fault = view.faults.find(({ planned }) => planned.id === service.clockFault);
  const clockAt = fault?.calledAt ?? null;
  const stamps = stampsOf(service, clockAt, canvas);
  const failure = failureOf(service, canvas);
  const isBad = service.state === 'degraded' || service.state === 'down';
  const waiting = clockAt !== null && isBad;
  if (stamps.length === 0 && failure === null && !waiting) return [];
  const parts =
    stamps.length === 0 && failure === null
      ? [{ rank: 0, segments: [{ text: canvas.wording.live.noStage, tone: 'quiet' } as const] }]
      : [...stamps, ...(failure === null ? [] : [failure.step])];
  const segments = [...fitParts(parts.map(spaced), canvas.columns), ...(failure?.reason ?? [])];
  return [{ weight: 'useful', text: row(canvas, segments) }];
}

function stampsOf(
  service: ServiceView,
  clockAt: number | null,
  { wording }: Canvas,
): readonly Part[] {
  const { stages } = service;
  const stamp = (word: string, at: number, rank: number, tone: Tone = 'plain'): Part => {
    const since =
      clockAt !== null && at >= clockAt ? `+${formatGlance(at - clockAt, wording)}` : null;
    const when = since ?? `@${formatGlance(at, wording)}`;
    return {
      rank,
      segments: [
        { text: `${word} `, tone: 'quiet' },
        { text: when, tone },
      ],
    };
  };
  const reached = STAGES.flatMap(({ mark, rank }) => {
    const at = stages[mark];
    return at === undefined ? [] : [stamp(nameOf(wording, mark), at, rank)];
  });
  const counts = service.stagesFrom > 0 || service.clockFault === null;
  const stableAt = counts ? (mainOutage(service)?.recoveredAt ?? null) : null;
  const failbackAt = stages['failback-ended'];
  return [
    ...reached,
    ...(stableAt === null ? [] : [stamp(wording.live.stable, stableAt, STABLE_RANK, 'good')]),
    ...(failbackAt === undefined
      ? []
      : [stamp(nameOf(wording, 'failback-ended'), failbackAt, FAILBACK_RANK)]),
  ];
}

/** A step of the runbook that failed, while the service is not open again. */
function failureOf(
  { failedStep, stages }: ServiceView,
  { wording }: Canvas,
): { readonly step: Part; readonly reason: readonly Segment[] } | null {
  if (failedStep === null || stages['opened'] !== undefined) return null;
  const { step, reason, attempts } = failedStep;
  const times = attempts > 1 ? ` ×${attempts}` : '';
  const text = `${wording.phaseOutcomes.failed}: ${step}${times}`;
  return {
    step: { rank: FAILURE_RANK, segments: [{ text, tone: 'bad' }] },
    reason: [{ text: `  ${reason}`, tone: 'quiet' }],
  };
}

function spaced({ rank, segments }: Part, index: number): Part {
  return { rank, segments: [index === 0 ? INDENT : GAP, ...segments] };
}
