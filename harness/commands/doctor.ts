// The command "doctor": says what this machine has and what it lacks, and changes nothing. The
// search itself is the toolchain's.
import type { CommandModule } from 'yargs';
import type { Problem } from '../model/problem.ts';
import { unreachable } from '../model/problem.ts';
import {
  type FoundTool,
  findTools,
  IDENTITIES,
  type PassedOver,
  TOOL_NAMES,
  type ToolName,
  type ToolSearch,
} from '../toolchain/index.ts';
import { UNAVAILABLE_STATUS } from '../verdict/index.ts';
import { renderProblems } from './problems.ts';

/** What the doctor found out about one tool. */
export interface ToolReport {
  readonly name: ToolName;
  readonly neededVersion: string;
  readonly found: Omit<FoundTool, 'name'> | null;
  readonly passedOver: readonly PassedOver[];
}

/** Whether a lab can be used, and if not, what it lacks. */
export interface LabReport {
  readonly name: 'processes' | 'containers';
  readonly available: boolean;
  readonly missing: readonly string[];
}

/** What is known of the container engine. */
export interface EngineReport {
  /** Its version; null where none can be used. */
  readonly version: string | null;
  /** Why none can be used. */
  readonly problem: string | null;
}

/** Everything the doctor says; also the shape of `--json`. */
export interface DoctorReport {
  /** Version of the container engine, where there is one. */
  readonly engine: string | null;
  readonly tools: readonly ToolReport[];
  readonly labs: readonly LabReport[];
  readonly problems: readonly Problem[];
}

/** The machine as far as the labs depend on it. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: NodeJS.Architecture;
}

/** Draws up the report from a search; pure. */
export function doctorReport(
  searches: Readonly<Record<ToolName, ToolSearch>>,
  machine: Machine,
  engine: EngineReport,
): DoctorReport {
  const problems: Problem[] = TOOL_NAMES.flatMap((name) => toolProblem(name, searches[name]));
  const missing = TOOL_NAMES.filter((name) => searches[name].state !== 'found').map(
    (name) => `${name} ${IDENTITIES[name].version}`,
  );
  if (!isSupported(machine)) {
    const place = `${machine.platform} ${machine.arch}`;
    missing.push('a supported platform');
    problems.push({
      place,
      message: `The lab "processes" does not run on ${place}.`,
      cure: 'Use Linux or macOS on x64 or arm64.',
    });
  }
  return {
    engine: engine.version,
    tools: TOOL_NAMES.map((name) => toolReport(name, searches[name])),
    labs: [
      { name: 'processes', available: missing.length === 0, missing },
      {
        name: 'containers',
        available: missing.length === 0 && engine.problem === null,
        missing: engine.problem === null ? missing : [...missing, engine.problem],
      },
    ],
    problems,
  };
}

/** The report as lines of text. */
export function renderDoctor(report: DoctorReport): string {
  const lines = ['Tools'];
  for (const { name, neededVersion, found, passedOver } of report.tools) {
    lines.push(
      found === null
        ? `  ${name} ${neededVersion}  missing`
        : `  ${name} ${found.version}  ${found.path} (${found.how})`,
      ...passedOver.map(({ path, reason }) => `    passed over: ${path} ${reason}`),
    );
  }
  lines.push(
    'Container engine',
    `  ${report.engine ?? 'none; only the lab "containers" needs one'}`,
  );
  lines.push('Labs');
  for (const { name, available, missing } of report.labs) {
    lines.push(`  ${name}  ${available ? 'available' : `missing: ${missing.join('; ')}`}`);
  }
  if (report.problems.length > 0) lines.push('Problems', ...renderProblems(report.problems, '  '));
  return `${lines.join('\n')}\n`;
}

/** Exit status 0 when the lab "processes" can be used, else 69. */
export const doctorCommand: CommandModule<object, { json: boolean }> = {
  command: 'doctor',
  describe: 'Show which tools and labs this machine has, and how to get what is missing',
  builder: (yargs) =>
    yargs.option('json', { type: 'boolean', default: false, describe: 'Write JSON' }),
  handler: async ({ json }) => {
    const report = doctorReport(await findTools(), process, await engineReport());
    process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : renderDoctor(report));
    process.exitCode = report.problems.length === 0 ? 0 : UNAVAILABLE_STATUS;
  },
};

async function engineReport(): Promise<EngineReport> {
  // Loading the engine's libraries takes half a second, which the other commands should not wait for.
  const { findEngine } = await import('../lab/containers/engine.ts');
  const engine = await findEngine();
  return engine.ok
    ? { version: engine.value.version, problem: null }
    : { version: null, problem: engine.error.map(({ message }) => message).join(' ') };
}

function toolReport(name: ToolName, search: ToolSearch): ToolReport {
  const neededVersion = IDENTITIES[name].version;
  const { passedOver } = search;
  if (search.state !== 'found') return { name, neededVersion, found: null, passedOver };
  const { path, version, how } = search.tool;
  return { name, neededVersion, found: { path, version, how }, passedOver };
}

/** What is wrong with one tool, with its cure; nothing when it was found. */
export function toolProblem(name: ToolName, search: ToolSearch): readonly Problem[] {
  switch (search.state) {
    case 'found':
      return [];
    case 'wrong':
      return [search.problem];
    case 'missing': {
      const { binary, pathVariable, version } = IDENTITIES[name];
      const message = `${name} ${version} was not found.`;
      const cure = `Run "firedrill setup", or set ${pathVariable} to ${binary} ${version}.`;
      return [{ place: name, message, cure }];
    }
    default:
      return unreachable(search);
  }
}

function isSupported({ platform, arch }: Machine): boolean {
  return ['linux', 'darwin'].includes(platform) && ['x64', 'arm64'].includes(arch);
}
