// What must hold within an estate before anything can be derived from it: two sites with different
// roles, names that exist and are used once, no circle of dependencies. Shapes are checked before.

import type { Estate, Service } from '../model/estate.ts';
import type { Problem } from '../model/problem.ts';

/** Everything wrong within an estate of valid shape. */
export function checkEstate(estate: Estate): readonly Problem[] {
  return [
    ...checkRoles(estate),
    ...checkTwice('estate.sites', estate.sites),
    ...checkTwice('estate.services', estate.services),
    ...checkTwice('estate.partners', estate.partners),
    ...estate.services.flatMap((service, index) =>
      checkService(estate, service, `estate.services[${index}] (${service.id})`),
    ),
  ];
}

function checkRoles({ sites }: Estate): readonly Problem[] {
  const roles = sites.map(({ role }) => role);
  if (roles.includes('primary') && roles.includes('standby')) return [];
  return [
    {
      place: 'estate.sites',
      message: `Both sites have the role "${roles[0]}".`,
      cure: 'Give one the role "primary" and the other "standby".',
    },
  ];
}

function checkTwice(place: string, named: readonly { readonly id: string }[]): readonly Problem[] {
  return named.flatMap(({ id }, index): Problem[] => {
    if (named.findIndex((other) => other.id === id) === index) return [];
    return [
      {
        place: `${place}[${index}]`,
        message: `The id "${id}" is used twice.`,
        cure: 'Give each its own id.',
      },
    ];
  });
}

function checkService(estate: Estate, service: Service, place: string): readonly Problem[] {
  const problems: Problem[] = [];
  const partners = estate.partners.map(({ id }) => id);
  const services = estate.services.map(({ id }) => id);
  if (!partners.includes(service.partner)) {
    problems.push({
      place: `${place}.partner`,
      message: `Unknown partner "${service.partner}".`,
      cure: `Use one of: ${partners.join(', ')}.`,
    });
  }
  for (const id of service.dependsOn.filter((it) => !services.includes(it))) {
    problems.push({
      place: `${place}.dependsOn`,
      message: `Unknown service "${id}".`,
      cure: `Use one of: ${services.join(', ')}.`,
    });
  }
  if (dependsOnItself(estate, service)) {
    problems.push({
      place: `${place}.dependsOn`,
      message: `"${service.id}" depends on itself, directly or through other services.`,
      cure: 'Break the circle.',
    });
  }
  return [...problems, ...checkZones(estate, service, place)];
}

function checkZones(estate: Estate, service: Service, place: string): readonly Problem[] {
  return estate.sites.flatMap((site): Problem[] => {
    const zone = service.zones[site.id];
    const zones = site.zones.map(({ id }) => id);
    if (zone !== undefined && zones.includes(zone)) return [];
    return [
      {
        place: `${place}.zones.${site.id}`,
        message: zone === undefined ? 'It is missing.' : `Unknown zone "${zone}".`,
        cure: `Use one of: ${zones.join(', ')}.`,
      },
    ];
  });
}

function dependsOnItself(estate: Estate, service: Service): boolean {
  const reached = new Set<string>();
  const waiting = [...service.dependsOn];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === service.id) return true;
    if (reached.has(id)) continue;
    reached.add(id);
    waiting.push(...(estate.services.find((it) => it.id === id)?.dependsOn ?? []));
  }
  return false;
}
