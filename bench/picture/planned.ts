/** Plans for pictures: all stages before the drawing, which is what is judged here. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type DesignFile,
  type DotColumns,
  makePhantom,
  type Phantom,
  type PhantomOptions,
  type Plan,
  type Planning,
  type PlanOptions,
  personProbability,
  type Raster,
  type Request,
  readPersonModel,
  STAGES,
  seededRandom,
  sentence,
  type Treatment,
} from '@stubble/engine';
import { personModelBytes, readPhoto } from '@stubble/files';
import type { Picture } from './pictures.js';

export interface Planned {
  readonly photo: Picture;
  readonly plan: Plan;
  readonly dots: DotColumns;
}

/** With what the stages made on the way. */
export interface PlannedThrough extends Planned {
  readonly made: Planning;
}

interface Wish {
  readonly options?: Partial<PlanOptions>;
  readonly design?: DesignFile;
  readonly person?: Raster<'density'> | null;
}

export async function planned(photo: Picture, { options = {}, design, person = null }: Wish = {}): Promise<PlannedThrough> {
  const request: Request = {
    photo,
    pixelsSha256: '0'.repeat(64),
    notes: [],
    person,
    options: { view: 'top', style: 'soft', scale: { method: 'prior' }, ...options },
    designFile: design ?? null,
    seed: 1,
    date: null,
    app: 'stubble bench',
    paper: 'a4',
    encodePreview: null,
  };
  const given: Partial<Record<keyof Treatment, unknown>> = { request };
  for (const stage of STAGES) {
    given[stage.name] = await stage.run(given as unknown as Treatment, null);
    if (stage.name === 'plan') break;
  }
  const made = given as unknown as Planning;
  return { photo, ...made.plan, made };
}

export function phantom(options: Partial<PhantomOptions>): Phantom {
  const all: PhantomOptions = {
    view: 'top',
    sex: 'male',
    stage: 5,
    skinType: 'III',
    hairLengthMm: 3,
    pxPerMm: 4,
    widthMm: 196,
    heightMm: 236,
    ...options,
  };
  return makePhantom(all, seededRandom(1, 'phantom'));
}

const FOLDER = fileURLToPath(new URL('../../../../shared/photos/', import.meta.url));
/** Heads of private persons: nothing of them comes into the repository. */
export const PHOTOS: readonly string[] = [
  'phone-01-stubble-topdown.jpg',
  'phone-02-diffuse-thinning-topdown.jpg',
  'phone-03-vertex-thinning-topdown.jpg',
  'phone-04-buzzcut-forelock.jpg',
  'phone-06-shaved-bald.jpg',
  'topdown-norwood3-b.jpg',
  'topdown-norwood5-b.jpg',
];

/** Null, with a message, where the photo is not beside the repository. */
export async function realPhoto(name: string): Promise<Picture | null> {
  const path = join(FOLDER, name);
  if (!existsSync(path)) {
    console.log(`${name} is not beside the repository: left out.`);
    return null;
  }
  const read = await readPhoto(path);
  if (!read.ok) throw new Error(sentence(read.problem));
  return read.value.photo;
}

/** A plan for a real photo, as the command makes it; null where the photo is absent. */
export async function plannedPhoto(name: string, options: Partial<PlanOptions>): Promise<PlannedThrough | null> {
  const photo = await realPhoto(name);
  return photo === null ? null : planned(photo, { options, person: await personIn(photo) });
}

async function personIn(photo: Picture): Promise<Raster<'density'> | null> {
  const bytes = await personModelBytes();
  const model = bytes === null ? null : readPersonModel(bytes);
  return model?.ok ? personProbability(model.value, photo) : null;
}
