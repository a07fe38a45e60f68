/** What a program and the one that decodes photos for it say to each other. */
import type { PhotoFormat } from '@stubble/engine';
import type { Pixels } from './decode-pixels.ts';
import type { Allowed } from './decoder-watch.ts';

/** The body is the file. */
export interface DecodeRequest {
  readonly format: PhotoFormat;
  readonly mostPixels: number;
  readonly allowed: Allowed;
}

/** The body is the pixels. */
export type DecodeAnswer = ({ readonly is: 'decoded' } & Omit<Pixels, 'rgb'>) | { readonly is: 'damaged' | 'missing-library' };
