// What must hold between the parts of a scenario: names that exist, faults that do not overlap,
// loads that can carry their objectives. Shapes are checked before; see scenario-schema.ts.

import { durationMs, formatDuration } from '../model/duration.ts';
import type { Fault } from '../model/fault.ts';
import { linksOf } from '../model/link.ts';
import type { Problem } from '../model/problem.ts';
import type { Scenario, Timeline } from '../model/scenario.ts';
import { blastRadius } from './blast-radius.ts';

const LEAST_RATE_PER_SECOND = 25;
const LEAST_RATE_WITH_MONEY_PER_SECOND = 50;

/** Everything wrong between the parts of a scenario of valid shape. */
export function checkScenario(scenario: Scenario, timeline: Timeline): readonly Problem[] {
  const unknown = [...checkFaultTargets(scenario), ...checkServiceNames(scenario)];
  // Overlaps and rates of names that do not exist would only repeat the same complaint.
  if (unknown.length > 0) return unknown;
  return [
    ...checkFaultTimes(scenario, timeline),
    ...checkOverlaps(scenario, timeline),
    ...checkRates(scenario),
  ];
}

function checkFaultTargets(scenario: Scenario): readonly Problem[] {
  const links = new Set(linksOf(scenario.estate).map(({ id }) => id));
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
      .filter((link) => !links.has(link))
      .map((link) => ({
        place,
        message: `Unknown link "${link}".`,
        cure: '`firedrill plan <scenario> --links` lists the links of the estate.',
      }));
  });
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
    ...scenario.estate.services.flatMap((it, index) =>
      it.dependsOn.map((service) => ({ service, place: `estate.services[${index}].dependsOn` })),
    ),
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

function checkRates(scenario: Scenario): readonly Problem[] {
  const wanted = new Map(scenario.objectives.map(({ service }, index) => [service, index]));
  return [...wanted].flatMap(([serviceId, index]): Problem[] => {
    const service = scenario.estate.services.find(({ id }) => id === serviceId);
    const load = scenario.load.services.find((it) => it.service === serviceId);
    const place = `objectives[${index}]`;
    if (load === undefined) {
      return [
        {
          place,
          message: `There is no load on "${serviceId}", so nothing can be measured.`,
          cure: `Add it to the load profile "${scenario.load.id}".`,
        },
      ];
    }
    const rate = load.operations.reduce((sum, operation) => sum + operation.ratePerSecond, 0);
    const least =
      service?.movesMoney === true ? LEAST_RATE_WITH_MONEY_PER_SECOND : LEAST_RATE_PER_SECOND;
    if (rate >= least) return [];
    return [
      {
        place,
        message: `The load on "${serviceId}" is ${rate}/s, too low to measure with.`,
        cure: `Raise it to at least ${least}/s.`,
      },
    ];
  });
}
