// Removes the containers, networks and volumes of a lab by their labels, each under a deadline of its
// own, and looks until nothing is there. What was being made when its harness died appears a moment later.

import { type Engine, findEngine } from '../lab/containers/engine.ts';
import { findLabelled, type LabelledThing, removeThing } from '../lab/containers/labels.ts';
import { messageOf, type Result } from '../model/problem.ts';
import { pause, withDeadline } from '../system/waiting.ts';
import type { Left, Undone } from './undone.ts';

const DEADLINE_MS = 9_000;
const ONE_DEADLINE_MS = 4_000;
const BETWEEN_LOOKS_MS = 250;
/** So long nothing may be found: the engine may still be making what a dead client asked for. */
const EMPTY_FOR_MS = 1_200;

/** Makes the engine known, so that it need not be looked for when time counts. */
export async function warmUpEngine(): Promise<void> {
  await findEngine();
}

/** Whether anything of a lab is there; rejects where the engine does not answer. */
export async function hasContainers(lab: string): Promise<boolean> {
  const engine = await findEngine();
  if (!engine.ok) throw new Error(engine.error[0]?.message ?? '');
  return (await findLabelled(engine.value.docker, lab)).length > 0;
}

/** What carries our labels, of whatever lab; nothing where no engine answers. */
export async function findOwned(): Promise<readonly LabelledThing[]> {
  const engine = await findEngine();
  if (!engine.ok) return [];
  const found = await look(engine.value, null);
  return typeof found === 'string' ? [] : found;
}

/** Removes everything of a lab. `find` is asked again as long as no engine answers. */
export async function removeContainers(
  lab: string,
  find: () => Promise<Result<Pick<Engine, 'docker'>>> = findEngine,
): Promise<Undone> {
  const seen = new Map<string, LabelledThing>();
  const refusals = new Map<string, string>();
  const endMs = performance.now() + DEADLINE_MS;
  let emptySinceMs: number | null = null;
  let last: readonly LabelledThing[] | string = 'the engine was not asked';
  while (performance.now() < endMs) {
    const engine = await find();
    last = engine.ok ? await look(engine.value, lab) : (engine.error[0]?.message ?? '');
    if (typeof last !== 'string') {
      for (const thing of last) seen.set(describe(thing), thing);
      if (last.length > 0) emptySinceMs = null;
      else emptySinceMs ??= performance.now();
      if (emptySinceMs !== null && performance.now() - emptySinceMs >= EMPTY_FOR_MS) break;
      if (engine.ok) await removeAll(engine.value, last, refusals);
    }
    await pause(BETWEEN_LOOKS_MS);
  }
  if (typeof last === 'string') {
    return { removed: [...seen.keys()], left: [unreachableEngine(lab, last)] };
  }
  const left = new Set(last.map(describe));
  return {
    removed: [...seen.keys()].filter((what) => !left.has(what)),
    left: last.map((thing) => ({
      what: describe(thing),
      reason: refusals.get(describe(thing)) ?? 'it is still there after it was removed',
      commands: [commandFor(thing)],
    })),
  };
}

async function look(
  engine: Pick<Engine, 'docker'>,
  lab: string | null,
): Promise<readonly LabelledThing[] | string> {
  const found = withDeadline(findLabelled(engine.docker, lab), ONE_DEADLINE_MS, 'the list');
  return found.catch((error: unknown) => messageOf(error));
}

/** Containers first, because a network in use cannot go, and one after the other (labels.ts says why). */
async function removeAll(
  { docker }: Pick<Engine, 'docker'>,
  things: readonly LabelledThing[],
  refusals: Map<string, string>,
): Promise<void> {
  const remove = (thing: LabelledThing): Promise<void> =>
    withDeadline(removeThing(docker, thing), ONE_DEADLINE_MS, 'the removal').catch(
      (error: unknown) => void refusals.set(describe(thing), messageOf(error)),
    );
  for (const container of things.filter(({ kind }) => kind === 'container')) {
    await remove(container);
  }
  await Promise.all(things.filter(({ kind }) => kind !== 'container').map(remove));
}

function unreachableEngine(lab: string, reason: string): Left {
  const filter = `--filter label=dev.firedrill.lab=${lab}`;
  return {
    what: `containers and networks of ${lab}`,
    reason,
    commands: [
      `docker rm -f $(docker ps -aq ${filter})`,
      `docker network rm $(docker network ls -q ${filter})`,
    ],
  };
}

function commandFor({ kind, name }: LabelledThing): string {
  return kind === 'container' ? `docker rm -f ${name}` : `docker ${kind} rm ${name}`;
}

function describe({ kind, name }: LabelledThing): string {
  return `${kind} ${name}`;
}
