// The public names of the analysis. Everything else in this folder is its own affair.

export type * from './analysis.ts';
export { analyse } from './analyse.ts';
export type {
  AnalysisInput,
  InstanceReading,
  ReadOperation,
} from './analysis-input.ts';
export { readSamples } from './read-samples.ts';
export { NOT_AFFECTED_EVENTS } from './recovery-time.ts';
export { samplesBuilder } from './samples.ts';
