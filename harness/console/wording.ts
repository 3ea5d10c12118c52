// The shape of what only the console says; English and Korean stand beside. Everything that a
// report says too stands in harness/wording. Names of services and faults come from the plan.

import type { Confirmation, Phase } from '../journal/events.ts';
import type { Language } from '../model/text.ts';
import type { Judgement, VerdictValue } from '../verdict/index.ts';
import type { Words } from '../wording/index.ts';
import type { ServiceState } from './service-view.ts';
import { EN } from './wording-en.ts';
import { KO } from './wording-ko.ts';

/** Every text of the console in one language. Durations come formatted; counts come as numbers. */
export interface Wording extends Words {
  /** For the progress line. */
  readonly shortPhases: Readonly<Record<Phase, string>>;
  readonly phaseOutcomes: Readonly<Record<'timed-out' | 'failed' | 'interrupted', string>>;
  readonly states: Readonly<Record<ServiceState, string>>;
  readonly faultStates: {
    readonly pending: string;
    readonly injecting: string;
    readonly on: string;
    readonly healing: string;
    readonly healed: string;
    readonly notMade: string;
    readonly notUndone: string;
  };
  /** What probes said of a fault; what is not as it should be stands out. */
  readonly sightings: Readonly<Record<Confirmation, string>>;
  readonly live: LiveWording;
  readonly lines: LineWording;
  readonly verdict: VerdictWording;
}

/** Texts of the live view. */
export interface LiveWording {
  readonly about: (timeline: string, lab: string) => string;
  readonly progress: (passed: string, whole: string) => string;
  readonly deadline: (left: string) => string;
  readonly overdue: string;
  readonly startsIn: (time: string) => string;
  readonly startsAt: (time: string) => string;
  readonly undoneIn: (time: string) => string;
  readonly undoneLater: string;
  readonly unconfirmed: string;
  readonly seen: (signature: string, links: number) => string;
  readonly lasted: (time: string, cause: string) => string;
  readonly lastSeconds: (seconds: number) => string;
  readonly good: string;
  readonly bad: string;
  readonly state: string;
  readonly stable: string;
  readonly noStage: string;
  readonly legend: Readonly<Record<'good' | 'some' | 'most' | 'none', string>>;
  readonly rollback: string;
  readonly more: (lines: number) => string;
}

/** Texts of plain lines. */
export interface LineWording {
  readonly started: (drill: string, lab: string) => string;
  readonly phase: (phase: string) => string;
  readonly phaseEnded: (phase: string, outcome: string, reason: string) => string;
  readonly labOpened: (processes: number, links: number, took: string) => string;
  readonly loadFlows: string;
  readonly loadEnded: string;
  readonly loadEndedEarly: (how: string) => string;
  readonly steadyState: (services: string) => string;
  readonly share: (service: string, good: number, all: number) => string;
  readonly made: (fault: string, kind: string, took: string) => string;
  readonly notMade: (fault: string, reason: string) => string;
  readonly on: (fault: string, seen: string) => string;
  readonly notConfirmed: (fault: string, seen: string) => string;
  readonly undone: (fault: string, cause: string) => string;
  readonly gone: (fault: string, seen: string) => string;
  readonly notGone: (fault: string, seen: string) => string;
  readonly notUndone: (fault: string, reason: string, commands: readonly string[]) => string;
  readonly proxyReplaced: (host: string, reason: string) => string;
  readonly died: (name: string, how: string) => string;
  readonly stage: (service: string, stage: string, site: string) => string;
  readonly afterFault: (time: string) => string;
  readonly stepFailed: (service: string, step: string, reason: string) => string;
  readonly disturbed: (service: string, state: string, good: number, bad: number) => string;
  readonly recovered: (service: string, since: string, stableFor: string) => string;
  readonly drillTime: (time: string) => string;
  readonly rates: (services: string) => string;
  readonly rate: (service: string, good: number, bad: number) => string;
  readonly readingTaken: (reading: string, quiet: boolean) => string;
  readonly readingFailed: (reading: string, reason: string) => string;
  readonly interrupted: (cause: string, detail: string) => string;
  readonly rollback: (faults: string) => string;
  readonly rolledBack: (took: string) => string;
  readonly notRolledBack: (faults: string) => string;
  readonly clean: string;
  readonly leftovers: (names: string) => string;
  readonly harnessError: (message: string) => string;
}

/** Texts of the closing block. */
export interface VerdictWording {
  readonly outcomes: Readonly<Record<Judgement['outcome'], string>>;
  readonly values: Readonly<Record<VerdictValue, string>>;
  readonly objective: string;
  readonly measured: string;
  readonly verdict: string;
  readonly dataLoss: string;
  readonly noDataLoss: string;
  readonly noRecoveryPoint: string;
  readonly lost: (service: string, count: number, won: string, age: string) => string;
  readonly unknownLoss: (services: string, reason: string) => string;
  readonly endedEarly: (cause: string) => string;
  readonly notUndone: (faults: string) => string;
  readonly leftovers: (names: string) => string;
  readonly suite: string;
  readonly suiteStates: Readonly<Record<'passed' | 'failed' | 'unusable', string>>;
  readonly tests: (passed: number, all: number) => string;
  readonly folder: string;
  readonly report: string;
  readonly exitStatus: (status: number) => string;
}

/** The texts of a language. */
export function wordingOf(language: Language): Wording {
  return language === 'ko' ? KO : EN;
}
