// A report in which every text is out to break the format that it is put into.

import type { DrillReport } from '../../reports/index.ts';
import { reportFixture } from './fixture.ts';

/** Markup of three formats, an end of CDATA, characters that XML forbids, half of a pair. */
export const HOSTILE =
  '<script>alert("1")</script> a|b & c ]]> `d` [e](f) \u0000\u0008\ud800 \'g\'';

/** Keys whose texts are words of ours and not free text. */
const OURS = new Set([
  'kind',
  'code',
  'phase',
  'value',
  'outcome',
  'verdict',
  'state',
  'class',
  'stretch',
  'confirmation',
  'timeOrigin',
  'expected',
  'timeline',
  'reading',
  'startedAt',
  'service',
]);

function spoil(value: unknown, key: string): unknown {
  if (typeof value === 'string') return OURS.has(key) ? value : HOSTILE;
  if (Array.isArray(value)) return value.map((item) => spoil(item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, spoil(inner, name)]),
  );
}

/** The missed drill with every free text replaced. */
export function hostileReport(): DrillReport {
  return spoil(reportFixture('missed'), '') as DrillReport;
}
