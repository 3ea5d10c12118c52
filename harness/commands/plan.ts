// `firedrill plan`: what a drill would do, printed for people or as JSON. Touches nothing.

import { formatDuration } from '../model/duration.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';

/** A plan for people. */
export function describePlan(plan: DrillPlan): string {
  const { scenario, phases } = plan;
  const at = (ms: number | null): string =>
    ms === null ? 'after the first reading' : formatDuration(ms);
  const faults = plan.faults.flatMap((fault) => [
    `  ${fault.id}: ${fault.fault.kind}, signature ${fault.signature}, at ${at(fault.injectAtMs)}`,
    `    undone ${fault.healAtMs === null ? '' : 'at '}${at(fault.healAtMs)}: ${fault.inverse.en}`,
    `    blast radius: services ${fault.blastRadius.services.join(', ') || 'none'}; ${fault.blastRadius.links.length} links`,
    ...(fault.limitation === null ? [] : [`    limit: ${fault.limitation.en}`]),
  ]);
  return [
    `${scenario.title.en}  (${scenario.id}, ${plan.timeline} timeline, lab ${plan.lab})`,
    scenario.summary.en,
    '',
    `Phases: warm-up ${at(phases.warmUpMs)}, steady state ${at(phases.steadyStateMs)}, method ${at(phases.methodMs)}; with every deadline at most ${at(phases.longestMs)}`,
    'Faults (from the start of the method):',
    ...(faults.length > 0 ? faults : ['  none']),
    'Load (open model):',
    ...plan.serviceLoads.map(
      (it) =>
        `  ${it.service}: ${it.ratePerSecond}/s, 1/λ ${it.intervalMs.toFixed(1)} ms, W ${at(it.stabilityWindowMs)} (${it.stabilityEvents} events at ${it.serviceLevelRatio * 100} % within ${at(it.goodWithinMs)})`,
    ),
    'Objectives:',
    ...plan.objectives.map(
      (it) =>
        `  ${it.id}: ${'rto' in it.objective ? `RTO ${it.objective.rto}, ` : ''}clock ${it.clockFault ?? 'start of the method'}, observed for ${at(it.horizonMs)}`,
    ),
  ].join('\n');
}
