// Reads what `strace -f -y -xx` writes: one system call after the other, with when it began and
// ended in the order of the trace. It knows nothing of databases or answers.

/** A system call of a traced process. */
export interface SystemCall {
  readonly name: string;
  /** What its first argument, a file descriptor, stands for: a path, or `socket:[…]`. */
  readonly file: string;
  /** The bytes of its strings, one after the other; cut where strace cut them. */
  readonly data: Buffer;
  /** Last argument as a number, which is the offset of `pwrite64`; NaN where it is none. */
  readonly offset: number;
  /** Return value; negative where the call failed. */
  readonly result: number;
  /** Places in the trace: everything with a smaller number happened before. */
  readonly began: number;
  readonly ended: number;
}

const LINE = /^(?<pid>\d+) +(?<rest>.*)$/;
const RESUMED = /^<\.\.\. \w+ resumed>(?<tail>.*)$/;
const UNFINISHED = ' <unfinished ...>';
const CALL = /^(?<name>\w+)\(\d+<(?<file>[^>]*)>(?<args>.*)\) += (?<result>-?\d+)/;
const STRING = /"(?<hex>(?:\\x[0-9a-f]{2})*)"/g;

/** Reads a trace. Lines that are no finished call on a file descriptor are passed over. */
export function readTrace(text: string): readonly SystemCall[] {
  const calls: SystemCall[] = [];
  const unfinished = new Map<string, { readonly head: string; readonly began: number }>();
  for (const [place, line] of text.split('\n').entries()) {
    const { pid, rest } = LINE.exec(line)?.groups ?? {};
    if (pid === undefined || rest === undefined) continue;
    if (rest.endsWith(UNFINISHED)) {
      unfinished.set(pid, { head: rest.slice(0, -UNFINISHED.length), began: place });
      continue;
    }
    const tail = RESUMED.exec(rest)?.groups?.tail;
    const start = tail === undefined ? { head: '', began: place } : unfinished.get(pid);
    unfinished.delete(pid);
    if (start === undefined) continue;
    const call = readCall(start.head + (tail ?? rest), { began: start.began, ended: place });
    if (call !== null) calls.push(call);
  }
  return calls;
}

function readCall(text: string, when: { began: number; ended: number }): SystemCall | null {
  const { name, file, args, result } = CALL.exec(text)?.groups ?? {};
  if (name === undefined || file === undefined || args === undefined) return null;
  const strings = [...args.matchAll(STRING)].map((match) => bytesOf(match.groups?.hex ?? ''));
  return {
    name,
    file: file.startsWith('\\x') ? bytesOf(file).toString() : file,
    data: Buffer.concat(strings),
    offset: Number(args.slice(args.lastIndexOf(',') + 1)),
    result: Number(result),
    ...when,
  };
}

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex');
}
