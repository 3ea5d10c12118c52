// Makes and undoes faults, in this order always: intent on disk, control call, confirmation from
// traffic. Knows which faults are on, so that rollback can undo exactly those.

import type { DrillEventBody, HealCause } from '../journal/events.ts';
import type { ControlCall, Lab } from '../lab/lab.ts';
import { messageOf } from '../model/problem.ts';
import type { PlannedFault } from '../plan/drill-plan.ts';
import { withDeadline } from '../system/waiting.ts';

const INJECT_DEADLINE_MS = 8_000;
const HEAL_DEADLINE_MS = 18_000;

/** What the injector needs. */
export interface InjectorTools {
  readonly lab: Lab;
  readonly append: (event: DrillEventBody) => void;
  /** Drill time of a CLOCK_MONOTONIC stamp. */
  readonly drillTime: (atNs: bigint) => number;
}

/** The faults of one drill. */
export class Injector {
  readonly #tools: InjectorTools;
  /** Faults that may be on, in the order in which they were intended. */
  readonly #on = new Map<string, PlannedFault>();

  constructor(tools: InjectorTools) {
    this.#tools = tools;
  }

  /** Faults that may be on. */
  get on(): readonly PlannedFault[] {
    return [...this.#on.values()];
  }

  /** Makes a fault and confirms it; a failure stands in the journal and is not thrown. */
  async inject(planned: PlannedFault): Promise<void> {
    const { lab, append } = this.#tools;
    append({ type: 'fault-intended', fault: planned.id, planned });
    this.#on.set(planned.id, planned);
    let call: ControlCall;
    try {
      call = await withDeadline(lab.inject(planned), INJECT_DEADLINE_MS, 'the fault');
    } catch (error) {
      append({ type: 'fault-failed', fault: planned.id, reason: messageOf(error) });
      return;
    }
    append({ type: 'fault-injected', fault: planned.id, ...this.#timed(call) });
    const confirmed = await lab.confirm(planned, 'faulty').catch(() => null);
    if (!this.#on.has(planned.id)) return;
    append({
      type: 'fault-confirmed',
      fault: planned.id,
      confirmation: confirmed?.confirmation ?? 'inconclusive',
      probes: confirmed?.probes ?? [],
    });
  }

  /** Undoes a fault and confirms that it is gone; says whether it could be undone. */
  async heal(planned: PlannedFault, cause: HealCause): Promise<boolean> {
    const { lab, append } = this.#tools;
    append({ type: 'heal-intended', fault: planned.id, cause });
    try {
      const call = await withDeadline(lab.heal(planned), HEAL_DEADLINE_MS, 'undoing the fault');
      this.#on.delete(planned.id);
      const { calledAt, acknowledgedAt } = this.#timed(call);
      append({ type: 'fault-healed', fault: planned.id, cause, calledAt, acknowledgedAt });
    } catch (error) {
      const reason = messageOf(error);
      append({ type: 'heal-failed', fault: planned.id, reason, commands: [] });
      return false;
    }
    const confirmed = await lab.confirm(planned, 'healthy').catch(() => null);
    append({
      type: 'heal-confirmed',
      fault: planned.id,
      confirmation: confirmed?.confirmation ?? 'inconclusive',
      probes: confirmed?.probes ?? [],
    });
    return true;
  }

  #timed(call: ControlCall) {
    const { drillTime } = this.#tools;
    return {
      calledAt: drillTime(call.calledAtNs),
      acknowledgedAt: drillTime(call.acknowledgedAtNs),
      acts: call.acts.map(({ target, acknowledgedAtNs }) => ({
        target,
        acknowledgedAt: drillTime(acknowledgedAtNs),
      })),
    };
  }
}
