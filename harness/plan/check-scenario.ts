// What must hold between the parts of a scenario: names that exist, faults that last long enough
// and do not overlap. Shapes are checked before (scenario-schema.ts), estate and load beside it.

import { durationMs, formatDuration } from '../model/duration.ts';
import type { Fault, LinkFault } from '../model/fault.ts';
import { instanceId, type Link, linksOf, silentTogether } from '../model/link.ts';
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

function checkFaultTargets({ estate, faults }: Scenario): readonly Problem[] {
  const links = linksOf(estate);
  const sites = estate.sites.map(({ id }) => id);
  const instances = sites.flatMap((site) => estate.services.map(({ id }) => instanceId(id, site)));
  return faults.flatMap((fault, index): readonly Problem[] => {
    const place = `faults[${index}] (${fault.id})`;
    if (fault.kind === 'site-power-off') return unknownNames(place, 'site', [fault.site], sites);
    if ('instances' in fault) return unknownNames(place, 'instance', fault.instances, instances);
    const unknown = fault.links.filter((id) => !links.some((link) => link.id === id));
    if (unknown.length === 0) return checkSilence(place, fault, links);
    return unknown.map((link) => ({
      place,
      message: `Unknown link "${link}".`,
      cure: `Links are named caller>callee; use one of: ${alike(links, link).join(', ')}.`,
    }));
  });
}

function unknownNames(
  place: string,
  what: 'site' | 'instance',
  named: readonly string[],
  known: readonly string[],
): readonly Problem[] {
  return named
    .filter((name) => !known.includes(name))
    .map((name) => ({
      place,
      message: `Unknown ${what} "${name}".`,
      cure: `Use one of: ${known.join(', ')}.`,
    }));
}

/** Silence takes a whole proxy off its callers' network, so no link of the two stays behind. */
function checkSilence(place: string, fault: LinkFault, links: readonly Link[]): readonly Problem[] {
  if (fault.kind !== 'link-cut' || fault.signature !== 'silence') return [];
  const named = links.filter(({ id }) => fault.links.includes(id));
  const missing = new Set(
    named.flatMap((one) => silentTogether(links, one)).filter((link) => !named.includes(link)),
  );
  if (missing.size === 0) return [];
  return [
    {
      place,
      message:
        'Silence falls on all links that one proxy carries from one place, and some are not named.',
      cure: `Name also: ${[...missing].map(({ id }) => id).join(', ')}.`,
    },
  ];
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
