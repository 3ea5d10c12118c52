// Exit statuses of firedrill as data, for `--help` and the documents; what each means stands in
// harness/wording. Which one a drill ends in is decided in judge.ts; 64 and 69 come from the
// commands.

import type { ExitStatus } from './verdict.ts';

/** Ended by a person, a signal or a stop condition. */
export const ABORTED_STATUS: ExitStatus = 3;
/** Wrong usage or an invalid scenario, as EX_USAGE of sysexits(3). */
export const USAGE_STATUS: ExitStatus = 64;
/** The lab is unavailable, as EX_UNAVAILABLE of sysexits(3). */
export const UNAVAILABLE_STATUS: ExitStatus = 69;
/** An error in the harness, as EX_SOFTWARE of sysexits(3). */
export const HARNESS_ERROR_STATUS: ExitStatus = 70;

/** Every exit status, in the order in which the first that applies is taken. */
export const EXIT_STATUSES: readonly ExitStatus[] = [70, 69, 64, 3, 1, 2, 0];
