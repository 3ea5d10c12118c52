// Lines about services: stages of the runbook, services that go down and recover, and now and then
// their rates, so that a log shows that the drill moves.

import type { EstateEvent } from '../journal/events.ts';
import { formatGlance, nameOf } from '../wording/index.ts';
import type { DrillView } from './drill-view.ts';
import { detail, headline, type Line } from './line.ts';
import { mainOutage, recentOf, type ServiceView } from './service-view.ts';
import type { Wording } from './wording.ts';

const RATES_EVERY_MS = 10_000;

/** Lines of an estate event: the first time that a stage is reached or a step fails. */
export function stageLines(
  views: { readonly before: DrillView; readonly after: DrillView },
  event: EstateEvent,
  wording: Wording,
): readonly Line[] {
  const name = event.service;
  const before = serviceOf(views.before, name);
  const after = serviceOf(views.after, name);
  if (name === undefined || before === undefined || after === undefined) return [];
  const { mark, site } = event;
  if (mark !== undefined && before.stages[mark] === undefined) {
    const reachedAt = after.stages[mark];
    if (reachedAt === undefined) return [];
    const since = sinceFault(views.after, after, reachedAt);
    const stage = wording.lines.stage(name, nameOf(wording, mark), site ?? '');
    const text =
      since === null
        ? stage
        : `${stage}, ${wording.lines.afterFault(formatGlance(since, wording))}`;
    return detail(text);
  }
  const failed = after.failedStep;
  if (failed === null || failed === before.failedStep || failed.attempts > 1) return [];
  const text = wording.lines.stepFailed(name, failed.step, failed.reason);
  return [{ weight: 'detail', tone: 'warning', text }];
}

/** Lines of a reading of the counters: services that changed, and every ten seconds the rates. */
export function counterLines(
  before: DrillView,
  after: DrillView,
  wording: Wording,
): readonly Line[] {
  const changed = after.services.flatMap((service) => {
    const former = serviceOf(before, service.service);
    return former === undefined ? [] : changeLines(after, { former, service }, wording);
  });
  const lastAt = before.services[0]?.readings.at(-1)?.at ?? before.at;
  const due = Math.floor(after.at / RATES_EVERY_MS) > Math.floor(lastAt / RATES_EVERY_MS);
  return due ? [...changed, ratesLine(after.services, wording)] : changed;
}

/** Time since the control call of the service's fault in ms; null where there is none. */
function sinceFault(view: DrillView, service: ServiceView, at: number): number | null {
  const fault = view.faults.find(({ planned }) => planned.id === service.clockFault);
  if (fault === undefined || fault.calledAt === null || at < fault.calledAt) return null;
  return at - fault.calledAt;
}

function changeLines(
  view: DrillView,
  change: { readonly former: ServiceView; readonly service: ServiceView },
  wording: Wording,
): readonly Line[] {
  const { lines, states } = wording;
  const { former, service } = change;
  const { state } = service;
  const opened = service.outages.at(-1)?.startedAt !== former.outages.at(-1)?.startedAt;
  const fell = state === 'down' && former.state !== 'down';
  if (fell || (opened && state === 'degraded')) {
    const { good, bad } = recentOf(service.readings);
    const text = lines.disturbed(service.service, states[state], good, bad);
    return headline('bad', text);
  }
  const outage = service.outages.at(-1);
  const wasOpen = former.outages.at(-1)?.recoveredAt === null;
  if (!wasOpen || outage === undefined || outage.recoveredAt === null) return [];
  const main = outage === mainOutage(service);
  const after = main ? sinceFault(view, service, outage.recoveredAt) : null;
  const since =
    after === null
      ? lines.drillTime(formatGlance(outage.recoveredAt, wording))
      : lines.afterFault(formatGlance(after, wording));
  const stableFor = formatGlance(service.stabilityWindowMs, wording);
  const text = lines.recovered(service.service, since, stableFor);
  return headline('good', text);
}

function ratesLine(services: readonly ServiceView[], { lines }: Wording): Line {
  const rates = services.map(({ service, readings }) => {
    const { good, bad, seconds } = recentOf(readings);
    const perSecond = (count: number): number => (seconds === 0 ? 0 : Math.round(count / seconds));
    return lines.rate(service, perSecond(good), perSecond(bad));
  });
  return { weight: 'detail', tone: 'quiet', text: lines.rates(rates.join(', ')) };
}

function serviceOf(view: DrillView, name: string | undefined): ServiceView | undefined {
  return view.services.find(({ service }) => service === name);
}
