// Faults as the report holds them: what was planned beside what was done.

import type { Analysis } from '../../harness/analysis/index.ts';
import type { Fault } from '../../harness/model/fault.ts';
import type { DrillPlan, PlannedFault } from '../../harness/plan/drill-plan.ts';
import type { DrillReport } from '../drill-report.ts';
import { roundMs, roundMsOrNull, type TimeBase } from './time-base.ts';

type ReportFault = DrillReport['faults'][number];
type InjectedFault = Analysis['faults'][number];

function targetsOf(fault: Fault): readonly string[] {
  if (fault.kind === 'site-power-off') return [fault.site];
  return 'instances' in fault ? fault.instances : fault.links;
}

function faultOf(
  planned: PlannedFault,
  injected: InjectedFault | undefined,
  base: TimeBase,
): ReportFault {
  return {
    id: planned.id,
    kind: planned.fault.kind,
    targets: targetsOf(planned.fault),
    signature: planned.signature,
    limitation: planned.limitation,
    inverse: planned.inverse,
    services: planned.blastRadius.services,
    plannedInjectMs: roundMs(planned.injectAtMs),
    plannedHealMs: roundMsOrNull(planned.healAtMs),
    injectedMs: base.timeOrNull(injected?.injectedAt ?? null),
    bracketMs: roundMsOrNull(injected?.bracketMs ?? null),
    healedMs: base.timeOrNull(injected?.healedAt ?? null),
    healCause: injected?.healCause ?? null,
    confirmation: injected?.confirmation ?? 'not-injected',
  };
}

/** Every planned fault; one that the analysis does not know was not injected. */
export function buildFaults(
  plan: DrillPlan,
  analysis: Analysis,
  base: TimeBase,
): readonly ReportFault[] {
  return plan.faults.map((planned) => {
    const injected = analysis.faults.find(({ fault }) => fault === planned.id);
    return faultOf(planned, injected, base);
  });
}
