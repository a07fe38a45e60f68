/** The game of hair and ink: what was answered, and what that says. */
import type { Round } from '@stubble/engine';

export type Side = Round['ink'];

export interface Answered extends Pick<Round, 'ink' | 'kind'> {
  readonly said: Side;
}

export function isRight({ ink, said }: Answered): boolean {
  return ink === said;
}

export function rightOf(answers: readonly Answered[]): number {
  return answers.filter(isRight).length;
}

/** The side that a key stands for; null for all others. */
export function sideOfKey(key: string): Side | null {
  if (key === '1' || key === 'ArrowLeft') return 'left';
  return key === '2' || key === 'ArrowRight' ? 'right' : null;
}

/** Another game each time. */
export function newSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] >>> 1;
}
