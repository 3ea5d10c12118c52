// The live view: golden pictures of the recorded drill, and what holds at every size: no line is
// wider, no picture higher than the terminal, and colours only ever repeat what the text says.

import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';

import { renderLive } from '../../../harness/console/render-live.ts';
import { textWidth } from '../../../harness/console/text-width.ts';
import { stepFailed, viewAt } from './recorded.ts';

const plain = { colour: false, language: 'en' } as const;

function picture(time: number, options: Partial<Parameters<typeof renderLive>[1]>): string {
  return renderLive(viewAt(time), { columns: 80, nowMs: time, ...plain, ...options });
}

test.each([60, 80, 120])('golden at %i columns', async (columns) => {
  const moments = [11_000, 13_600, 14_700, 20_000, 44_200];
  const pictures = moments.map((time) => picture(time, { columns }));
  await expect(pictures.join('\n\n')).toMatchFileSnapshot(`golden/live-${columns}.txt`);
});

test('golden in Korean', async () => {
  const pictures = [13_600, 20_000].map((time) => picture(time, { language: 'ko' }));
  await expect(pictures.join('\n\n')).toMatchFileSnapshot('golden/live-ko-80.txt');
});

test('golden with colour', async () => {
  const coloured = picture(20_000, { colour: true });
  await expect(coloured.replaceAll('\u001B', '␛')).toMatchFileSnapshot('golden/live-colour-80.txt');
});

test.each([60, 80, 120])('without colour nothing is lost at %i columns', (columns) => {
  for (const time of [11_000, 13_600, 20_000, 44_200]) {
    const coloured = picture(time, { columns, colour: true });
    expect(coloured).not.toBe(picture(time, { columns }));
    expect(stripVTControlCharacters(coloured)).toBe(picture(time, { columns }));
  }
});

test('no line is ever wider than the terminal', () => {
  const views = [
    ...[1_000, 13_600, 20_000, 44_200].map((time) => viewAt(time)),
    viewAt(14_300, [
      stepFailed(14_400, 'promote', '503 서비스를 사용할 수 없습니다\u001B[2J'.repeat(9)),
      { at: 14_500, type: 'interrupted', cause: 'stop-condition', detail: 'card '.repeat(40) },
      { at: 14_600, type: 'heal-failed', fault: 'fire', reason: '응답 없음', commands: ['a'] },
    ]),
  ];
  for (const view of views) {
    for (const language of ['en', 'ko'] as const) {
      for (let columns = 1; columns <= 140; columns += 1) {
        const text = renderLive(view, { ...plain, columns, nowMs: view.at, language });
        const tooWide = text.split('\n').filter((line) => textWidth(line) > columns);
        expect({ columns, language, tooWide }).toEqual({ columns, language, tooWide: [] });
      }
    }
  }
});

test('the picture fits the height; blank lines and stages go before services', () => {
  for (let rows = 1; rows <= 20; rows += 1) {
    expect(picture(20_000, { rows }).split('\n').length).toBeLessThanOrEqual(rows);
  }
  expect(picture(20_000, { rows: 8 })).toBe(
    [
      '20.0 s  Loss of a datacenter  short timeline, lab processes',
      'method ━━━━━━━━━┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ 10.0 s of 30.0 s, deadline in 30.0 s',
      '▲ fire  ON 8.0 s, confirmed: stall on 16 links, undone in 5.0 s, site power-off',
      ...picture(20_000, {})
        .split('\n')
        .filter((line) => /^(bank|card)/.test(line)),
    ].join('\n'),
  );
});

test('a step that keeps failing, an interruption and a rollback are shown', () => {
  const view = viewAt(14_300, [
    stepFailed(14_400, 'promote', 'ECONNRESET'),
    stepFailed(14_500, 'promote', 'ECONNRESET'),
    { at: 14_600, type: 'interrupted', cause: 'signal', detail: 'SIGINT' },
    { at: 14_601, type: 'rollback-started' },
  ]);
  const lines = renderLive(view, { ...plain, columns: 80, nowMs: 14_700 }).split('\n');
  expect(lines.filter((line) => /promote|SIGINT|Ctrl-C/.test(line))).toEqual([
    '  detected +2.2 s  declared +2.2 s  FAILED: promote ×2  ECONNRESET',
    'INTERRUPTED by a signal: SIGINT',
    'Rolling back: a second Ctrl-C does not stop it',
  ]);
});

test('a phase past its deadline says so', () => {
  const text = picture(20_000, { nowMs: 60_000 });
  expect(text).toContain('50.0 s of 30.0 s, past its deadline');
});
