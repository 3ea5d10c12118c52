// What must hold between a load profile and what it is to measure: operations that the services
// have, a load behind every objective and stop condition, rates that can resolve something.

import type { Problem } from '../model/problem.ts';
import type { Scenario } from '../model/scenario.ts';

/** Least arrivals per second on a service with an objective. */
const LEAST_RATE_PER_SECOND = 25;

/** The same where money moves. */
const LEAST_RATE_WITH_MONEY_PER_SECOND = 50;

/** Everything wrong with the load of a scenario whose names all exist. */
export function checkLoad(scenario: Scenario): readonly Problem[] {
  return [...checkOperations(scenario), ...checkMeasured(scenario), ...checkRates(scenario)];
}

function checkOperations({ load, estate }: Scenario): readonly Problem[] {
  const seen = new Set<string>();
  return load.services.flatMap((it, index): Problem[] => {
    const kind = estate.services.find(({ id }) => id === it.service)?.kind;
    return it.operations.flatMap(({ operation }, position): Problem[] => {
      const place = `load.services[${index}].operations[${position}]`;
      if (seen.has(operation)) {
        return [
          {
            place,
            message: `The operation "${operation}" is already in this load.`,
            cure: 'State each operation once, with its whole rate.',
          },
        ];
      }
      seen.add(operation);
      if (operation.startsWith(`${kind}.`)) return [];
      return [
        {
          place,
          message: `The service "${it.service}" has no operation "${operation}".`,
          cure: `Use an operation that starts with "${kind}.".`,
        },
      ];
    });
  });
}

function checkMeasured({ load, objectives, stopConditions }: Scenario): readonly Problem[] {
  const loaded = new Set(load.services.map(({ service }) => service));
  const places = [
    ...objectives.map(({ service }, index) => ({ service, place: `objectives[${index}]` })),
    ...stopConditions.map(({ service }, index) => ({ service, place: `stopConditions[${index}]` })),
  ];
  return places
    .filter(({ service }) => !loaded.has(service))
    .map(({ service, place }) => ({
      place,
      message: `There is no load on "${service}", so nothing can be measured.`,
      cure: `Add it to the load profile "${load.id}".`,
    }));
}

function checkRates({ load, estate, objectives }: Scenario): readonly Problem[] {
  return load.services.flatMap(({ service, operations }, index): Problem[] => {
    if (!objectives.some((objective) => objective.service === service)) return [];
    const rate = operations.reduce((sum, operation) => sum + operation.ratePerSecond, 0);
    const movesMoney = estate.services.find(({ id }) => id === service)?.movesMoney === true;
    const least = movesMoney ? LEAST_RATE_WITH_MONEY_PER_SECOND : LEAST_RATE_PER_SECOND;
    if (rate >= least) return [];
    return [
      {
        place: `load.services[${index}]`,
        message: `The load on "${service}" is ${rate}/s, too low to measure its objectives with.`,
        cure: `Raise it to at least ${least}/s.`,
      },
    ];
  });
}
