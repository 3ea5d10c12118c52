// A scenario: the whole definition of a drill as plain data. Constructors only check the types;
// everything that can be wrong at run time is found by planning.

import type { DurationText } from './duration.ts';
import type { Estate } from './estate.ts';
import type { Fault } from './fault.ts';
import type { LoadProfile } from './load.ts';
import type { Objective } from './objective.ts';
import type { Runbook } from './runbook.ts';
import type { LocalizedText } from './text.ts';

/** Guards something that the plan says must stay healthy; breaking it ends the drill. */
export interface StopCondition {
  readonly service: string;
  /** Stop when the share of good answers over `over` falls below this. */
  readonly floor: number;
  readonly over: DurationText;
}

/** The lengths of a drill's phases. */
export interface Timeline {
  readonly warmUp: DurationText;
  readonly steadyState: DurationText;
  /** From the first fault's time base to the end of the load. */
  readonly method: DurationText;
}

/** What a scenario is expected to end in, for the people who read the list. */
export type ExpectedOutcome = 'passed' | 'missed' | 'inconclusive';

/** The definition of a drill. */
export interface Scenario {
  /** Kebab-case name; also the name of its file. */
  readonly id: string;
  readonly title: LocalizedText;
  readonly summary: LocalizedText;
  /** The incident that it stands for, with its source. */
  readonly incident?: LocalizedText;
  readonly expected: ExpectedOutcome;
  readonly estate: Estate;
  readonly load: LoadProfile;
  readonly runbook: Runbook;
  readonly timelines: { readonly short: Timeline; readonly full?: Timeline };
  readonly faults: readonly Fault[];
  readonly objectives: readonly Objective[];
  readonly stopConditions: readonly StopCondition[];
  /** Assertion suite, relative to the scenario's file. */
  readonly suite?: string;
}

/** Types a scenario; returns it unchanged. */
export function defineScenario(scenario: Scenario): Scenario {
  return scenario;
}

/** Types an estate; returns it unchanged. */
export function defineEstate(estate: Estate): Estate {
  return estate;
}
