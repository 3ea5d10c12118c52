// The command "setup": gets the tools a drill needs and shows the progress. Progress goes to
// standard error, the outcome to standard output. How a tool is made is the toolchain's.
import { createLogUpdate } from 'log-update';
import type { CommandModule } from 'yargs';
import { type Problem, type Result, unreachable } from '../model/problem.ts';
import { type SetupProgress, setUpTools, TOOL_NAMES, type Toolchain } from '../toolchain/index.ts';
import { UNAVAILABLE_STATUS } from '../verdict/index.ts';
import { renderProblems } from './problems.ts';

/** One step of a set-up as one line of text. */
export function renderProgress(progress: SetupProgress): string {
  switch (progress.kind) {
    case 'waiting':
      return (
        `${progress.tool}: waiting for process ${progress.holderPid}, which is setting it up ` +
        `(${seconds(progress.elapsedMs)})`
      );
    case 'building':
      return (
        `${progress.tool}: building, ${progress.packages} packages compiled ` +
        `(${seconds(progress.elapsedMs)})`
      );
    case 'downloading': {
      const megabytes = (progress.receivedBytes / 1e6).toFixed(1);
      return `${progress.tool}: downloading, ${megabytes} MB (${seconds(progress.elapsedMs)})`;
    }
    case 'verifying':
      return `${progress.tool}: verifying`;
    case 'ready': {
      const { name, version, path, how } = progress.tool;
      return `${name}: ready, version ${version}, ${path} (${how})`;
    }
    default:
      return unreachable(progress);
  }
}

/** The outcome as text for people, or as JSON for programs. */
export function renderOutcome(outcome: Result<Toolchain>, format: 'text' | 'json'): string {
  if (format === 'json') {
    const tools = outcome.ok ? TOOL_NAMES.map((name) => outcome.value[name]) : [];
    const problems: readonly Problem[] = outcome.ok ? [] : outcome.error;
    return `${JSON.stringify({ ok: outcome.ok, tools, problems }, null, 2)}\n`;
  }
  if (outcome.ok) return 'All tools are ready.\n';
  return `${['Not all tools are ready.', ...renderProblems(outcome.error, '  ')].join('\n')}\n`;
}

/** Exit status 0 when every tool is ready, else 69. */
export const setupCommand: CommandModule<object, { json: boolean }> = {
  command: 'setup',
  describe: 'Find or make the tools a drill needs',
  builder: (yargs) =>
    yargs.option('json', { type: 'boolean', default: false, describe: 'Write JSON' }),
  handler: async ({ json }) => {
    const outcome = await setUpTools({ onProgress: progressWriter(process.stderr) });
    process.stdout.write(renderOutcome(outcome, json ? 'json' : 'text'));
    process.exitCode = outcome.ok ? 0 : UNAVAILABLE_STATUS;
  },
};

/** On a terminal one line is rewritten until its tool is ready; elsewhere each step is a line. */
function progressWriter(stream: NodeJS.WriteStream): (progress: SetupProgress) => void {
  if (!stream.isTTY) return (progress) => stream.write(`${renderProgress(progress)}\n`);
  const update = createLogUpdate(stream);
  return (progress) => {
    update(renderProgress(progress));
    if (progress.kind === 'ready') update.done();
  };
}

function seconds(elapsedMs: number): string {
  return `${Math.round(elapsedMs / 1_000)} s`;
}
