// Where drills die in the campaign `undone`: points in the code, each an event of the journal or a place
// beside it, over the whole length of a `mini` drill. How one dies there is in undone-cases.ts.

/** A point where the harness dies. */
export interface KillPlace {
  /** As FIREDRILL_KILL_AT takes it. */
  readonly at: string;
  /** What the drill's folder holds then: nothing yet, part of a drill, or all of it. */
  readonly journal: 'none' | 'torn' | 'whole';
}

const torn = (...points: readonly string[]): readonly KillPlace[] =>
  points.map((at) => ({ at, journal: 'torn' }));
const whole = (...points: readonly string[]): readonly KillPlace[] =>
  points.map((at) => ({ at, journal: 'whole' }));

/** Before, during and after everything that the embedded lab and its drill do. */
export const EMBEDDED_PLACES: readonly KillPlace[] = [
  { at: 'after:lab-recorded:1', journal: 'none' },
  ...torn('before:drill-started:1', 'after:drill-started:1', 'before:process-intended:1'),
  ...torn(...[1, 2, 3, 5, 7, 9].map((count) => `after:process-intended:${count}`)),
  ...torn(...[1, 3, 6, 9].map((count) => `after:process-started:${count}`)),
  ...torn('before:lab-opened:1', 'after:process-intended:10', 'before:load-started:1'),
  ...torn('after:load-started:1', 'before:load-flowing:1', 'after:load-flowing:1'),
  ...torn('after:process-intended:11', 'after:front-door-counters:2'),
  ...torn('before:steady-state-verified:1', 'after:steady-state-verified:1'),
  ...torn('before:method-started:1', 'after:method-started:1'),
  ...torn('before:fault-intended:1', 'after:fault-intended:1', 'before:fault-injected:1'),
  ...torn('after:fault-injected:1', 'before:fault-confirmed:1', 'after:fault-confirmed:1'),
  ...torn('after:front-door-counters:40', 'after:load-ended:1'),
  ...torn('before:reading-taken:1', 'after:reading-taken:1'),
  ...torn('before:heal-intended:1', 'after:heal-intended:1', 'before:fault-healed:1'),
  ...torn('after:fault-healed:1', 'before:heal-confirmed:1', 'after:heal-confirmed:1'),
  ...torn('after:reading-taken:2', 'after:process-ended:1', 'after:process-ended:6'),
  ...torn('before:clean-verified:1', 'before:drill-ended:1', 'after:drill-ended:1'),
  ...whole('after:lab-released:1', 'after:drill-judged:1'),
];

/** Fewer of them on the container lab, where one case takes longer. */
export const CONTAINER_PLACES: readonly KillPlace[] = [
  { at: 'after:lab-recorded:1', journal: 'none' },
  ...torn(...[1, 4, 9].map((count) => `after:process-intended:${count}`)),
  ...torn('after:process-started:5', 'before:load-started:1', 'after:load-flowing:1'),
  ...torn('after:fault-intended:1', 'after:fault-confirmed:1', 'after:heal-intended:1'),
  ...torn('after:process-ended:1', 'before:drill-ended:1'),
];

/** Lines of the console after which something is killed from outside. */
export const MOMENTS = [
  'phase open lab',
  'lab open',
  'load flows',
  'phase steady state',
  'phase method',
  'fault bank-unreachable on',
] as const;
