/**
 * Whose a scratch folder is: its name says which process of which system made it, so that whoever comes next can tell a save that is
 * going on from one that was broken off.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { systemCode } from './system-error.ts';

export interface Owner {
  readonly system: string;
  readonly pid: number;
  readonly started: string;
}

/**
 * 'unknown': of another machine, of another container, or before a restart, so that nothing can be asked about it; or where the system
 * does not say when the present holder of its number was started.
 */
export type Life = 'alive' | 'gone' | 'unknown';

/**
 * Process numbers mean something only within one start of one system, and each container counts its own; containers and cloned machines
 * may share a host name.
 */
const SYSTEM = createHash('sha256')
  .update(
    [
      hostname(),
      asked(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
      asked(() => readlinkSync('/proc/self/ns/pid')),
    ].join(),
  )
  .digest('hex')
  .slice(0, 12);

/** Numbers are given out anew, in a container even the same one at each start; the time of the start tells two holders apart. */
const STARTED = startOf(process.pid) ?? String(Math.round(performance.timeOrigin));

/** What the names of this process's scratch folders begin with. */
export const OWN_PREFIX = `.stubble-${SYSTEM}-${process.pid}-${STARTED}-`;

/** Null for any other name, those of versions that did not name their process among them. */
export function ownerOf(name: string): Owner | null {
  const parts = /^\.stubble-([0-9a-f]{12})-([1-9]\d{0,9})-(\d{1,20})-[A-Za-z0-9]{6}$/.exec(name);
  return parts === null ? null : { system: parts[1], pid: Number(parts[2]), started: parts[3] };
}

export function lifeOf({ system, pid, started }: Owner): Life {
  if (system !== SYSTEM) return 'unknown';
  if (pid === process.pid) return started === STARTED ? 'alive' : 'gone';
  const start = startOf(pid);
  if (start !== null) return start === started ? 'alive' : 'gone';
  try {
    process.kill(pid, 0);
    return 'unknown';
  } catch (error) {
    return systemCode(error) === 'ESRCH' ? 'gone' : 'unknown';
  }
}

/** In ticks since the system's start; null where there is no /proc, or no such process. */
function startOf(pid: number): string | null {
  const status = asked(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  // the program's name stands in parentheses and may hold blanks; after it come the state (field 3) and, as field 22, the start
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
  if (fields.length < 20) return null;
  // Z and X: it has ended and only waits for its parent to take note
  return fields[0] === 'Z' || fields[0] === 'X' ? 'ended' : fields[19];
}

function asked(question: () => string): string {
  try {
    return question();
  } catch {
    return '';
  }
}
