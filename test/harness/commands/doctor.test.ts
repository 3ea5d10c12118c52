// The doctor's report from given searches, and the command's exit status.
import { expect, onTestFinished, test, vi } from 'vitest';
import yargs from 'yargs';
import { doctorCommand, doctorReport, renderDoctor } from '../../../harness/commands/doctor.ts';
import type { FoundTool, ToolSearch } from '../../../harness/toolchain/index.ts';
import { temporaryDirectory } from '../toolchain/support.ts';

const LINUX = { platform: 'linux', arch: 'x64' } as const;
const ENGINE = { version: '28.2.2', problem: null };
const NO_ENGINE = { version: null, problem: 'No container engine answers.' };

function found(name: FoundTool['name'], version: string): ToolSearch {
  const tool = { name, version, path: `/tools/${name}`, how: 'cache' } as const;
  return { state: 'found', tool, passedOver: [] };
}

test('with both tools the lab of processes is available', () => {
  const searches = { k6: found('k6', '2.2.0'), toxiproxy: found('toxiproxy', '2.12.0') };
  expect(renderDoctor(doctorReport(searches, LINUX, ENGINE))).toBe(
    [
      'Tools',
      '  k6 2.2.0  /tools/k6 (cache)',
      '  toxiproxy 2.12.0  /tools/toxiproxy (cache)',
      'Container engine',
      '  28.2.2',
      'Labs',
      '  processes  available',
      '  containers  available',
      '',
    ].join('\n'),
  );
});

test('what is missing or passed over is named with its cure', () => {
  const reason = 'is version 1.4.0, firedrill needs 2.2.0';
  const passedOver = [{ path: '/usr/bin/k6', version: '1.4.0', reason }];
  const k6: ToolSearch = { state: 'missing', passedOver };
  const report = doctorReport({ k6, toxiproxy: found('toxiproxy', '2.12.0') }, LINUX, NO_ENGINE);
  expect(renderDoctor(report)).toBe(
    [
      'Tools',
      '  k6 2.2.0  missing',
      `    passed over: /usr/bin/k6 ${reason}`,
      '  toxiproxy 2.12.0  /tools/toxiproxy (cache)',
      'Container engine',
      '  none; only the lab "containers" needs one',
      'Labs',
      '  processes  missing: k6 2.2.0',
      '  containers  missing: k6 2.2.0; No container engine answers.',
      'Problems',
      '  k6',
      '    k6 2.2.0 was not found.',
      '    Cure: Run "firedrill setup", or set FIREDRILL_K6 to k6 2.2.0.',
      '',
    ].join('\n'),
  );
});

test('a platform without a lab is a problem', () => {
  const searches = { k6: found('k6', '2.2.0'), toxiproxy: found('toxiproxy', '2.12.0') };
  const report = doctorReport(searches, { platform: 'win32', arch: 'x64' }, ENGINE);
  expect(report.problems.map(({ place }) => place)).toEqual(['win32 x64']);
  expect(report.labs[0]).toEqual({
    name: 'processes',
    available: false,
    missing: ['a supported platform'],
  });
});

test('the command writes JSON and exits 69 when a tool is missing', async () => {
  vi.stubEnv('PATH', await temporaryDirectory());
  vi.stubEnv('FIREDRILL_CACHE_DIR', await temporaryDirectory());
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const statusBefore = process.exitCode;
  onTestFinished(() => {
    vi.unstubAllEnvs();
    write.mockRestore();
    process.exitCode = statusBefore;
  });
  await yargs().command(doctorCommand).parseAsync(['doctor', '--json']);
  expect(process.exitCode).toBe(69);
  expect(JSON.parse(String(write.mock.calls[0]?.[0]))).toMatchObject({
    tools: [
      { name: 'k6', neededVersion: '2.2.0', found: null, passedOver: [] },
      { name: 'toxiproxy', neededVersion: '2.12.0', found: null, passedOver: [] },
    ],
  });
});
