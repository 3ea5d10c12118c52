// What must hold between the parts of a scenario: names that exist, faults that last long enough
// and do not overlap. Shapes are checked before (scenario-schema.ts), estate and load beside it.

import { durationMs, formatDuration } from '../model/duration.ts';
import type { Fault } from '../model/fault.ts';
import { type Link, linksOf } from '../model/link.ts';
import type { Problem } from '../model/problem.ts';
import type { Scenario, Timeline } from '../model/scenario.ts';
import { blastRadius } from './blast-radius.ts';
import { checkEstate } from './check-estate.ts';
import { checkLoad } from './check-load.ts';

/** Everything wrong between the parts of a scenario of valid shape. */
export function checkScenario(scenario: Scenario, timeline: Timeline): readonly Problem[] {
  const unknown = [
    ...checkEstate(scenario.estate),
    ...checkFaultTargets(scenario),
    ...checkServiceNames(scenario),
  ];
  // Overlaps and rates of names that do not exist would only repeat the same complaint.
  if (unknown.length > 0) return unknown;
  return [
    ...checkFaultTimes(scenario, timeline),
    ...checkOverlaps(scenario, timeline),
    ...checkLoad(scenario),
  ];
}

function checkFaultTargets(scenario: Scenario): readonly Problem[] {
  const links = linksOf(scenario.estate);
  const known = new Set(links.map(({ id }) => id));
  const sites = new Set(scenario.estate.sites.map(({ id }) => id));
  return scenario.faults.flatMap((fault, index): Problem[] => {
    const place = `faults[${index}] (${fault.id})`;
    if (fault.kind === 'site-power-off') {
      if (sites.has(fault.site)) return [];
      return [
        {
          place,
          message: `Unknown site "${fault.site}".`,
          cure: `Use one of: ${[...sites].join(', ')}.`,
        },
      ];
    }
    return fault.links
      .filter((link) => !known.has(link))
      .map((link) => ({
        place,
        message: `Unknown link "${link}".`,
        cure: `Links are named caller>callee; use one of: ${alike(links, link).join(', ')}.`,
      }));
  });
}

/** Links that share an end with an unknown one, or all when none does. */
function alike(links: readonly Link[], unknown: string): readonly string[] {
  const [from, to] = unknown.split('>');
  const near = links.filter((link) => link.from === from || link.to === to);
  return (near.length > 0 ? near : links).map(({ id }) => id);
}

function checkServiceNames(scenario: Scenario): readonly Problem[] {
  const known = scenario.estate.services.map(({ id }) => id);
  const cure = `Use one of: ${known.join(', ')}.`;
  const named = [
    ...scenario.objectives.map(({ service }, index) => ({
      service,
      place: `objectives[${index}]`,
    })),
    ...scenario.load.services.map(({ service }, index) => ({
      service,
      place: `load.services[${index}]`,
    })),
    ...scenario.stopConditions.map(({ service }, index) => ({
      service,
      place: `stopConditions[${index}]`,
    })),
  ];
  return named
    .filter(({ service }) => !known.includes(service))
    .map(({ service, place }) => ({ place, message: `Unknown service "${service}".`, cure }));
}

function checkFaultTimes(scenario: Scenario, timeline: Timeline): readonly Problem[] {
  const methodMs = durationMs(timeline.method);
  const { detection } = scenario.runbook;
  const leastMs = 2 * detection.failuresToDeclare * durationMs(detection.probeInterval);
  return scenario.faults.flatMap((fault, index): Problem[] => {
    const place = `faults[${index}] (${fault.id})`;
    const startMs = durationMs(fault.at);
    const endMs = fault.until === undefined ? methodMs : durationMs(fault.until);
    if (startMs >= methodMs) {
      return [
        {
          place,
          message: 'The fault starts after the method has ended.',
          cure: `Start it before ${timeline.method}.`,
        },
      ];
    }
    if (endMs > methodMs) {
      return [
        {
          place,
          message: 'The fault ends after the method has ended.',
          cure: `End it before ${timeline.method}, or leave "until" out.`,
        },
      ];
    }
    if (endMs - startMs < leastMs) {
      return [
        {
          place,
          message: `The fault lasts ${formatDuration(Math.max(0, endMs - startMs))}, less than twice the detection time.`,
          cure: `Let it last at least ${formatDuration(leastMs)}.`,
        },
      ];
    }
    return [];
  });
}

function checkOverlaps(scenario: Scenario, timeline: Timeline): readonly Problem[] {
  const endOf = (fault: Fault): number => durationMs(fault.until ?? timeline.method);
  const problems: Problem[] = [];
  scenario.faults.forEach((fault, index) => {
    const links = new Set(blastRadius(scenario.estate, fault).links);
    scenario.faults.slice(0, index).forEach((earlier) => {
      const apart =
        durationMs(fault.at) >= endOf(earlier) || durationMs(earlier.at) >= endOf(fault);
      const shared = blastRadius(scenario.estate, earlier).links.find((link) => links.has(link));
      if (apart || shared === undefined) return;
      problems.push({
        place: `faults[${index}] (${fault.id})`,
        message: `Overlaps with fault "${earlier.id}" on link ${shared}.`,
        cure: 'Let one end before the other starts, or choose other links.',
      });
    });
    if (scenario.faults.findIndex(({ id }) => id === fault.id) < index) {
      problems.push({
        place: `faults[${index}]`,
        message: `The id "${fault.id}" is used twice.`,
        cure: 'Give each fault its own id.',
      });
    }
  });
  return problems;
}
