/**
 * The file system with one wish: let the k-th call of the save path fail, or all from there on, or let the process be killed there. To be
 * put under both `node:fs` and `node:fs/promises` with `vi.mock`, which is why this imports neither, nor anything that does.
 */
import type * as Sync from 'node:fs';
import type * as Promises from 'node:fs/promises';

export const fault = {
  /** Number of the call that fails; 0 lets all pass and counts them; below 0 nothing is counted. */
  at: -1,
  calls: [] as string[],
  /** 'killed': this call and all that follow, those of cleaning up too, do not happen any more. */
  code: 'ENOSPC',
  /** Number of a later call at which the process is killed, while it puts right what failed; 0 for none. */
  killAt: 0,
  /** A disk that fails stays so. */
  lasting: false,
  /** FAT and others know no second names for a file. */
  withoutLinks: false,
};

export function setFault(wanted: Partial<typeof fault>): void {
  Object.assign(fault, { at: -1, calls: [], code: 'ENOSPC', killAt: 0, lasting: false, withoutLinks: false }, wanted);
}

/** The name of the call that failed; null when the save came to its end before. */
export function faultMet(): string | null {
  const name = fault.at > 0 ? fault.calls[fault.at - 1] : undefined;
  fault.at = -1;
  return name ?? null;
}

function call(name: string): void {
  if (fault.at < 0) return;
  fault.calls.push(name);
  if (name === 'link' && fault.withoutLinks) throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
  const n = fault.calls.length;
  if (fault.killAt > 0 && n >= fault.killAt) throw new Error('killed');
  if (fault.at === 0 || n < fault.at || (n > fault.at && !fault.lasting && fault.code !== 'killed')) return;
  if (fault.code === 'killed') throw new Error('killed');
  throw Object.assign(new Error(`${fault.code}: injected into ${name}`), { code: fault.code });
}

type Any = (...given: unknown[]) => unknown;

export function faultySync(real: typeof Sync): object {
  const faulty: Record<string, unknown> = { ...real };
  for (const name of ['renameSync', 'unlinkSync', 'rmdirSync', 'lstatSync', 'readdirSync', 'readFileSync'] as const)
    faulty[name] = (...given: unknown[]) => {
      call(name);
      return (real[name] as Any)(...given);
    };
  return faulty;
}

export function faultyPromises(real: typeof Promises): object {
  const faulty: Record<string, unknown> = { ...real };
  for (const name of ['mkdir', 'mkdtemp', 'link', 'lstat', 'realpath', 'stat', 'readdir', 'rmdir'] as const)
    faulty[name] = async (...given: unknown[]) => {
      call(name);
      return (real[name] as Any)(...given);
    };
  faulty.open = async (...given: Parameters<typeof real.open>) => {
    call('open');
    const handle = await real.open(...given);
    const [write, close, chmod] = [handle.writeFile.bind(handle), handle.close.bind(handle), handle.chmod.bind(handle)];
    handle.chmod = async (mode) => {
      call('chmod');
      await chmod(mode);
    };
    handle.writeFile = async (data) => {
      // A full disk takes some bytes and then no more.
      if (fault.calls.length + 1 === fault.at) await write((data as Uint8Array).subarray(0, 3));
      call('write');
      await write(data);
    };
    // What the flush is for cannot be seen from here, and hundreds of them take their time.
    handle.sync = async () => call('sync');
    handle.close = async () => {
      await close();
      call('close');
    };
    return handle;
  };
  return faulty;
}
