import type { SourceId } from './sources.ts';

/** A foldable explanation: paragraphs, and the publications that they lean on. */
export interface Explanation {
  readonly paragraphs: readonly string[];
  readonly sources: readonly SourceId[];
}
