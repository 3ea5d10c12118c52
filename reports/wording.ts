// What the report's values are called, the same for every format: objectives, recoveries, claims.
// Escaping and layout belong to the renderers.

import { unreachable } from '../harness/model/problem.ts';
import type { Interval } from '../harness/statements/index.ts';
import {
  formatBounds,
  formatCount,
  formatFloor,
  formatMoment,
  formatStatedTime,
  formatTime,
  measuredText,
  nameOf,
  notMeasuredText,
} from '../harness/wording/index.ts';
import type { Catalogue } from './catalogue/index.ts';
import type { DrillReport } from './drill-report.ts';
import { STRETCH_NAMES } from './schema/service.ts';

type Objective = DrillReport['objectives'][number];
type Service = DrillReport['services'][number];
type Fault = DrillReport['faults'][number];

/** The title of a service; its id when the report does not know it. */
export function serviceTitle(report: DrillReport, id: string, { language }: Catalogue): string {
  return report.services.find(({ service }) => service === id)?.title[language] ?? id;
}

/** What an objective asks for. */
export function targetText(target: Objective['target'], catalogue: Catalogue): string {
  const { sentences } = catalogue;
  switch (target.kind) {
    case 'recovery-time':
      return sentences.upToTime(formatStatedTime(target.rtoMs, catalogue));
    case 'recovery-point':
      return target.maxLost === 0
        ? sentences.nothingLost
        : sentences.mostLost(
            formatCount(target.maxLost),
            formatStatedTime(target.maxAgeMs, catalogue),
          );
    case 'availability':
      return sentences.floor(formatFloor(target.floor, catalogue));
    case 'integrity':
      return sentences.booksBalance;
    case 'unaffected':
      return sentences.untouched;
    case 'failback':
      return sentences.disruption(formatStatedTime(target.maxDisruptionMs, catalogue));
    default:
      return unreachable(target);
  }
}

/** A claimed or required time with its source; null when there is none. */
export function claimText(
  target: Objective['target'],
  which: 'claimed' | 'required',
  catalogue: Catalogue,
): { readonly time: string; readonly source: string } | null {
  const claim = target.kind === 'recovery-time' ? target[which] : null;
  if (claim === null) return null;
  return {
    time: formatStatedTime(claim.timeMs, catalogue),
    source: claim.source[catalogue.language],
  };
}

/** What was measured for an objective, with its interval where it is a time. */
export function measuredOf({ measured }: Objective, catalogue: Catalogue): string {
  return measured === null ? catalogue.figures.none : measuredText(measured, catalogue);
}

/** The measured time to recover of an objective on it; null where there is none. */
export function timeToRecoverOf({ measured }: Objective): Interval | null {
  return measured?.kind === 'recovered' ? measured.timeToRecoverMs : null;
}

/** When and how a service recovered. */
export function recoveryText(recovery: Service['recovery'], catalogue: Catalogue): string {
  const { sentences } = catalogue;
  switch (recovery.kind) {
    case 'recovered': {
      const text = sentences.recovered(formatBounds(recovery.timeToRecoverMs, catalogue));
      return recovery.endedWithFault ? `${text}; ${sentences.endedWithFault}` : text;
    }
    case 'not-recovered':
      return sentences.notRecovered(formatTime(recovery.observedMs, catalogue));
    case 'not-affected':
      return sentences.notAffected(recovery.goodEvents);
    case 'unknown':
      return sentences.unknown(notMeasuredText(recovery.reason, catalogue));
    default:
      return unreachable(recovery);
  }
}

/** A fault with its wire signature, or that it was never injected. */
export function faultText(fault: Fault, catalogue: Catalogue): string {
  return fault.injectedMs === null
    ? catalogue.sentences.neverInjected(fault.id)
    : catalogue.sentences.faultWindow(fault.id, nameOf(catalogue, fault.signature));
}

/** The label of the report's time axis. */
export function timeAxisText(report: DrillReport, { labels }: Catalogue): string {
  return report.timeOrigin === 'method-start' ? labels.axisTime : labels.axisDrillTime;
}

/** Services that had to recover, with their decomposition, in the report's order. */
export function recoveringServices(report: DrillReport): readonly Service[] {
  return report.services.filter(({ stretches }) => stretches.length > 0);
}

/** The objective on the recovery time of a service, in ms; null when there is none. */
export function rtoMsOf(report: DrillReport, service: string): number | null {
  for (const objective of report.objectives) {
    if (objective.service !== service) continue;
    if (objective.target.kind === 'recovery-time') return objective.target.rtoMs;
  }
  return null;
}

/** Lengths of the stretches of a recovery, in the order of `STRETCH_NAMES`. */
export function stretchTexts({ stretches }: Service, catalogue: Catalogue): readonly string[] {
  return STRETCH_NAMES.map((name) => {
    const found = stretches.find(({ stretch }) => stretch === name);
    if (found === undefined) return catalogue.figures.none;
    const length = formatTime(found.toMs - found.fromMs, catalogue);
    return found.reached ? length : `> ${length}`;
  });
}

/** Bad events by service and outcome: service, outcome, count, first and last moment. */
export function errorRows(
  report: DrillReport,
  catalogue: Catalogue,
): readonly (readonly string[])[] {
  return report.services.flatMap((service) =>
    service.errors.map((error) => [
      service.title[catalogue.language],
      nameOf(catalogue, error.outcome),
      formatCount(error.count),
      formatMoment(error.firstMs, catalogue),
      formatMoment(error.lastMs, catalogue),
    ]),
  );
}
