// The monitor's judgement as a pure state machine: probe results in, "this service is down" out. It
// knows services, what they depend on, and what it saw itself; nothing else.

/** Streaks of failed probes of one service. */
interface Streak {
  deep: number;
  direct: number;
  firstFailedAtNs: bigint | null;
}

/** What the monitor watches. */
export interface Watched {
  readonly service: string;
  readonly dependsOn: readonly string[];
}

/** Result of one round of probes of one service. */
export interface ProbeRound {
  readonly service: string;
  /** A real operation through the front door. */
  readonly deep: boolean;
  /** The active instance itself, through the monitor's own link. */
  readonly direct: boolean;
  readonly startedAtNs: bigint;
}

/** What a round changed. */
export type Observation =
  | { readonly kind: 'first-failed-probe'; readonly atNs: bigint }
  | { readonly kind: 'down' }
  | { readonly kind: 'nothing' };

/** Consecutive failures decide; a service is not blamed for what it depends on. */
export class Monitor {
  readonly #streaks = new Map<string, Streak>();
  readonly #watched: readonly Watched[];
  readonly #failuresToDeclare: number;

  constructor(watched: readonly Watched[], failuresToDeclare: number) {
    this.#watched = watched;
    this.#failuresToDeclare = failuresToDeclare;
  }

  /** Takes a round in. */
  observe(round: ProbeRound): Observation {
    const streak = this.#streak(round.service);
    streak.direct = round.direct ? 0 : streak.direct + 1;
    if (round.deep) {
      streak.deep = 0;
      streak.firstFailedAtNs = null;
      return { kind: 'nothing' };
    }
    streak.deep += 1;
    if (streak.deep >= this.#failuresToDeclare && !this.#isExcused(round.service, streak)) {
      return { kind: 'down' };
    }
    if (streak.firstFailedAtNs !== null) return { kind: 'nothing' };
    streak.firstFailedAtNs = round.startedAtNs;
    return { kind: 'first-failed-probe', atNs: round.startedAtNs };
  }

  /** Forgets a service's streak, after its route has changed. */
  reset(service: string): void {
    this.#streaks.delete(service);
  }

  #isExcused(service: string, streak: Streak): boolean {
    if (streak.direct >= this.#failuresToDeclare) return false;
    return this.#dependenciesOf(service).some((it) => this.#streak(it).deep > 0);
  }

  #dependenciesOf(service: string): readonly string[] {
    const direct = this.#watched.find((it) => it.service === service)?.dependsOn ?? [];
    return [...direct, ...direct.flatMap((it) => this.#dependenciesOf(it))];
  }

  #streak(service: string): Streak {
    const streak = this.#streaks.get(service) ?? { deep: 0, direct: 0, firstFailedAtNs: null };
    this.#streaks.set(service, streak);
    return streak;
  }
}
