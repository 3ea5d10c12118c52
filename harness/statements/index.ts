// The public names of what is stated as data. Everything else in this folder is its own affair.

export type * from './assertion.ts';
export type * from './interruption.ts';
export type * from './judgement.ts';
export type * from './kit.ts';
export type * from './measurement.ts';
export type * from './problem.ts';
export type * from './reason.ts';
export type * from './suite.ts';
