// The monitor's judgement as a pure state machine: probe results in, "this service is down" out. It
// knows services, what they depend on, and what it saw itself; nothing else.

/** Streaks of failed rounds of one service; each counts since the last good one. */
interface Streak {
  /** Deep probes. */
  readonly deep: number;
  /** Deep probes for which nothing that the service depends on was to blame. */
  readonly unexcused: number;
  /** Direct probes. */
  readonly direct: number;
}

const NO_FAILURE: Streak = { deep: 0, unexcused: 0, direct: 0 };

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
  /** When the round began, by CLOCK_MONOTONIC in nanoseconds. */
  readonly startedAtNs: bigint;
}

/** What a round told. */
export interface Observation {
  /** Start of this round where its deep probe was the first of a streak to fail, else null. */
  readonly firstFailedAtNs: bigint | null;
  /** True as long as the streaks say that the service is down. */
  readonly isDown: boolean;
}

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
    const before = this.#streakOf(round.service);
    const direct = round.direct ? 0 : before.direct + 1;
    if (round.deep) {
      this.#streaks.set(round.service, { ...NO_FAILURE, direct });
      return { firstFailedAtNs: null, isDown: false };
    }
    const deep = before.deep + 1;
    const unexcused = this.#isExcused(round.service) ? 0 : before.unexcused + 1;
    this.#streaks.set(round.service, { deep, unexcused, direct });
    const limit = this.#failuresToDeclare;
    return {
      firstFailedAtNs: before.deep === 0 ? round.startedAtNs : null,
      // An instance that does not even answer directly has failed on its own account.
      isDown: unexcused >= limit || (deep >= limit && direct >= limit),
    };
  }

  /** Forgets a service's streaks, after its route has changed. */
  reset(service: string): void {
    this.#streaks.delete(service);
  }

  #isExcused(service: string): boolean {
    return [...this.#dependenciesOf(service)].some((it) => this.#streakOf(it).deep > 0);
  }

  /** What a service depends on, directly or through others; a circle ends. */
  #dependenciesOf(service: string): ReadonlySet<string> {
    const found = new Set<string>();
    const open = [service];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const dependsOn = this.#watched.find((it) => it.service === next)?.dependsOn ?? [];
      for (const dependency of dependsOn.filter((it) => !found.has(it))) {
        found.add(dependency);
        open.push(dependency);
      }
    }
    return found;
  }

  #streakOf(service: string): Streak {
    return this.#streaks.get(service) ?? NO_FAILURE;
  }
}
