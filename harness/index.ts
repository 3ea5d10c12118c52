// The public surface for scenarios: what they are made of, and the partition shapes.

export type { DurationText } from './model/duration.ts';
export type { Estate, Service, Site } from './model/estate.ts';
export type { Fault } from './model/fault.ts';
export type { LoadProfile } from './model/load.ts';
export type { Objective } from './model/objective.ts';
export type { Runbook } from './model/runbook.ts';
export type { Scenario } from './model/scenario.ts';
export { defineEstate, defineScenario } from './model/scenario.ts';
export { linksAroundSite, linksBetweenSites, linksInto } from './plan/blast-radius.ts';
