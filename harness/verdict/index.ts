// The public names of the verdicts. Everything else in this folder is its own affair.

export {
  ABORTED_STATUS,
  EXIT_STATUSES,
  HARNESS_ERROR_STATUS,
  UNAVAILABLE_STATUS,
  USAGE_STATUS,
} from './exit-status.ts';
export { judge } from './judge.ts';
export type * from './verdict.ts';
