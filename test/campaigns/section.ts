// A campaign's section of docs/figures.md: what is kept of one run, as data and as text. The text
// follows from the data alone, so a line that somebody changed by hand is found out.

import { z } from 'zod';

import { figureSchema, holding, limitText, valueText } from './figure.ts';

const machineSchema = z.strictObject({
  processors: z.int().positive(),
  memoryBytes: z.int().positive(),
  /** As process.platform. */
  platform: z.string(),
  architecture: z.string(),
  kernel: z.string(),
  node: z.string(),
  /** Where the machine itself runs, as far as it tells. */
  within: z.enum(['container', 'virtual-machine', 'not-told']),
});

const sectionSchema = z.strictObject({
  campaign: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  about: z.string(),
  /** Start of the run. */
  measuredAt: z.iso.datetime(),
  /** Null outside a checkout. */
  commit: z.string().nullable(),
  /** The measured sources differed from that commit. */
  changedSinceCommit: z.boolean(),
  machine: machineSchema,
  seed: z.int().nonnegative(),
  tookMs: z.number().nonnegative(),
  groups: z.array(z.strictObject({ name: z.string(), cases: z.int().nonnegative() })),
  /** The sources that the figures are about, as they were. */
  sources: z.strictObject({ files: z.int().nonnegative(), sha256: z.string() }),
  figures: z.array(figureSchema),
  remarks: z.array(z.string()),
});

/** The machine of a run; never its name. */
export type Machine = Readonly<z.infer<typeof machineSchema>>;

/** What is kept of one run of a campaign. */
export type Section = z.infer<typeof sectionSchema>;

/** First line of a section. */
export const OPENING = /^<!-- campaign ([a-z0-9-]+) -->$/;
/** Last line of a section. */
export const CLOSING = /^<!-- end of campaign ([a-z0-9-]+) -->$/;
const DATA_OPENING = '<!-- data';
const DATA_CLOSING = '-->';

/** The lines of a section, from its opening to its closing. */
export function renderSection(section: Section): string {
  const { campaign, title, about, remarks } = section;
  return [
    `<!-- campaign ${campaign} -->`,
    `## ${oneLine(title)} (\`${campaign}\`)`,
    '',
    oneLine(about),
    '',
    runText(section),
    '',
    ...renderTable(section.figures),
    ...(remarks.length === 0 ? [] : ['', ...remarks.map((remark) => `- ${oneLine(remark)}`)]),
    '',
    DATA_OPENING,
    // An arrow inside the data would end the comment.
    JSON.stringify(section, null, 1).replaceAll('>', String.raw`\u003e`),
    DATA_CLOSING,
    `<!-- end of campaign ${campaign} -->`,
  ].join('\n');
}

/** Figures as a Markdown table. */
export function renderTable(figures: Section['figures']): readonly string[] {
  const signs = { holds: 'yes', broken: '**no**', 'no-limit': '' } as const;
  return [
    '| figure | value | limit | holds |',
    '| --- | --- | --- | --- |',
    ...figures.map((figure) => {
      const cells = [figure.figure, valueText(figure), limitText(figure), signs[holding(figure)]];
      return `| ${cells.map(inCell).join(' | ')} |`;
    }),
  ];
}

/** The data in a section's text, or why there is none. */
export function parseSection(text: string): Section | string {
  const lines = text.split('\n');
  const [from, to] = [lines.indexOf(DATA_OPENING), lines.lastIndexOf(DATA_CLOSING)];
  if (from < 0 || to < from) return 'it has no data';
  let raw: unknown;
  try {
    raw = JSON.parse(lines.slice(from + 1, to).join('\n'));
  } catch {
    return 'its data is no JSON';
  }
  const parsed = sectionSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `its data does not fit: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
}

/** A duration as people read it. */
export function durationText(durationMs: number): string {
  const seconds = Math.round(durationMs / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function runText(section: Section): string {
  const { machine, groups } = section;
  const withins = {
    container: ' in a container',
    'virtual-machine': ' in a virtual machine',
    'not-told': '',
  } as const;
  const memory = `${(machine.memoryBytes / 2 ** 30).toFixed(1)} GiB`;
  const system = `${machine.platform} ${machine.kernel} ${machine.architecture}`;
  const changes = section.changedSinceCommit ? ' with changes to the measured sources' : '';
  const commit =
    section.commit === null
      ? 'outside a checkout'
      : `at commit ${section.commit.slice(0, 12)}${changes}`;
  const time = section.measuredAt.slice(0, 16).replace('T', ' ');
  return [
    `Measured on ${time} UTC ${commit}, seed ${section.seed}, in ${durationText(section.tookMs)}.`,
    `Machine: ${machine.processors} processors, ${memory}, ${system}${withins[machine.within]},`,
    `Node ${machine.node}.`,
    `Cases: ${groups.map(({ name, cases }) => `${name} ${cases}`).join(', ')}.`,
  ].join('\n');
}

function inCell(text: string): string {
  return oneLine(text).replaceAll('|', String.raw`\|`);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
