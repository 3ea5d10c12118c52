// The lines of a set-up, and the command's outcome when the tools are already there.
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import yargs from 'yargs';
import { renderOutcome, renderProgress, setupCommand } from '../../../harness/commands/setup.ts';
import { failure } from '../../../harness/model/problem.ts';
import { temporaryDirectory, VERSION_OUTPUT, writeStandIn } from '../toolchain/support.ts';

test('each step of a set-up is one line', () => {
  const tool = 'k6';
  const ready = { name: tool, version: '2.2.0', path: '/tools/k6', how: 'built' } as const;
  expect([
    renderProgress({ kind: 'waiting', tool, elapsedMs: 2_000, holderPid: 7 }),
    renderProgress({ kind: 'building', tool, elapsedMs: 61_400, packages: 42 }),
    renderProgress({ kind: 'downloading', tool, elapsedMs: 900, receivedBytes: 2_500_000 }),
    renderProgress({ kind: 'verifying', tool }),
    renderProgress({ kind: 'ready', tool: ready }),
  ]).toEqual([
    'k6: waiting for process 7, which is setting it up (2 s)',
    'k6: building, 42 packages compiled (61 s)',
    'k6: downloading, 2.5 MB (1 s)',
    'k6: verifying',
    'k6: ready, version 2.2.0, /tools/k6 (built)',
  ]);
});

test('a failed set-up shows every problem with its cure', () => {
  const outcome = failure([{ place: 'k6', message: 'No Go.', cure: 'Install Go.' }]);
  expect(renderOutcome(outcome, 'text')).toBe(
    'Not all tools are ready.\n  k6\n    No Go.\n    Cure: Install Go.\n',
  );
});

test('the command writes JSON and exits 0 when the tools are there', async () => {
  const bin = await temporaryDirectory();
  const k6 = await writeStandIn(join(bin, 'k6'), VERSION_OUTPUT.k6);
  const toxiproxy = await writeStandIn(join(bin, 'toxiproxy-server'), VERSION_OUTPUT.toxiproxy);
  vi.stubEnv('PATH', bin);
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const progress = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const statusBefore = process.exitCode;
  onTestFinished(() => {
    vi.unstubAllEnvs();
    write.mockRestore();
    progress.mockRestore();
    process.exitCode = statusBefore;
  });
  await yargs().command(setupCommand).parseAsync(['setup', '--json']);
  expect(process.exitCode).toBe(0);
  expect(JSON.parse(String(write.mock.calls[0]?.[0]))).toEqual({
    ok: true,
    tools: [
      { name: 'k6', version: '2.2.0', path: k6, how: 'path' },
      { name: 'toxiproxy', version: '2.12.0', path: toxiproxy, how: 'path' },
    ],
    problems: [],
  });
});
