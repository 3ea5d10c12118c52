// What a set-up says while it works, and the ticker that keeps it from falling silent. How it is
// shown belongs to the commands.
import type { FoundTool, ToolName } from './tools.ts';

/** Longest silence of a set-up that is working or waiting, in milliseconds. */
export const PROGRESS_INTERVAL_MS = 1_000;

/** One step of a set-up. Elapsed times are from the start of that kind of step. */
export type SetupProgress =
  | {
      readonly kind: 'waiting';
      readonly tool: ToolName;
      readonly elapsedMs: number;
      /** The process that is setting up the same tool. */
      readonly holderPid: number;
    }
  | {
      readonly kind: 'building';
      readonly tool: ToolName;
      readonly elapsedMs: number;
      /** Go packages compiled so far; those already in Go's own cache are not counted. */
      readonly packages: number;
    }
  | {
      readonly kind: 'downloading';
      readonly tool: ToolName;
      readonly elapsedMs: number;
      readonly receivedBytes: number;
    }
  | { readonly kind: 'verifying'; readonly tool: ToolName }
  | { readonly kind: 'ready'; readonly tool: FoundTool };

/** Receives the progress of a set-up. */
export type OnProgress = (progress: SetupProgress) => void;

/** Calls `report` at once and then every interval with the elapsed time, until work settles. */
export async function whileTicking<Value>(
  report: (elapsedMs: number) => void,
  work: () => Promise<Value>,
): Promise<Value> {
  const startedAtMs = performance.now();
  report(0);
  const timer = setInterval(() => report(performance.now() - startedAtMs), PROGRESS_INTERVAL_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
