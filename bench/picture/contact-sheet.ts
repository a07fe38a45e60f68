/** Section 3: every photo in both looks, at three ages, in three lights, on one sheet; and crops of the zone at the photo's own size. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Light, type Mode, type TreatedPhoto, treatedPhoto } from '@stubble/engine';
import { type Box, beside, cut, save } from './pictures.js';
import { PHOTOS, type Planned, plannedPhoto } from './planned.js';
import { zoneOf } from './zone.js';

const MODES: readonly Mode[] = ['density', 'shaved'];
const AGES = { fresh: 0, healed: 42, 'five years': 1825 } as const;
const LIGHTS: readonly (Light | undefined)[] = [undefined, 'sun', 'flash'];
const WIDTH_PX = 500;
const CROP = { width: 500, height: 400 } as const;

export async function contactSheets(panels: string): Promise<void> {
  for (const name of PHOTOS) {
    const plans: Planned[] = [];
    for (const mode of MODES) {
      const plan = await plannedPhoto(name, { mode });
      if (plan?.plan.mode === mode) plans.push(plan);
      else if (plan !== null) console.log(`${name}: refused as ${mode}.`);
    }
    const stem = name.replace('.jpg', '');
    if (plans.length > 0) await sheet(panels, stem, plans);
    for (const plan of plans) await crops(panels, stem, plan);
  }
}

async function sheet(panels: string, stem: string, plans: readonly Planned[]): Promise<void> {
  const folder = join(panels, `${stem}-parts`);
  mkdirSync(folder, { recursive: true });
  const labelled: string[] = [];
  for (const planned of plans) {
    const treated = treatedPhoto(planned.photo, planned.plan, planned.dots);
    for (const [age, atDays] of Object.entries(AGES))
      for (const light of LIGHTS) {
        const label = `${planned.plan.mode}, ${age}, ${light ?? 'own light'}`;
        const file = `${label.replaceAll(/[ ,]+/g, '-')}.png`;
        await save(folder, file, pictureOf(treated, atDays, light, Math.min(1, WIDTH_PX / planned.photo.width)));
        labelled.push('-label', label, join(folder, file));
      }
  }
  const out = join(panels, `sheet-${stem}.png`);
  const columns = String(LIGHTS.length);
  const font = spawnSync('fc-match', ['-f', '%{file}', 'sans'], { encoding: 'utf8' }).stdout ?? '';
  const done = spawnSync('montage', [
    ...(font === '' ? [] : ['-font', font]),
    ...labelled,
    '-tile',
    `${columns}x`,
    '-geometry',
    '+4+4',
    out,
  ]);
  // without ImageMagick the pictures stay single
  if (done.status === 0) rmSync(folder, { recursive: true });
  console.log(done.status === 0 ? out : folder);
}

function pictureOf(treated: TreatedPhoto, atDays: number, light: Light | undefined, scale: number): ReturnType<typeof cut> {
  return treated.at(light === undefined ? { atDays } : { atDays, light }).picture(scale);
}

/** Before and healed, in the middle of the zone and at its front edge. */
async function crops(panels: string, stem: string, { photo, plan, dots }: Planned): Promise<void> {
  const healed = treatedPhoto(photo, plan, dots).at({ atDays: AGES.healed });
  const size = { width: Math.min(CROP.width, photo.width), height: Math.min(CROP.height, photo.height) };
  const about = ([x, y]: readonly [number, number]): Box => ({
    x: Math.round(Math.min(photo.width - size.width, Math.max(0, x - size.width / 2))),
    y: Math.round(Math.min(photo.height - size.height, Math.max(0, y - size.height / 2))),
    ...size,
  });
  const { middle, front } = placesIn({ photo, plan, dots });
  for (const [place, at] of Object.entries({ middle, front })) {
    const box = about(at);
    await save(panels, `crop-${stem}-${plan.mode}-${place}.png`, beside(cut(photo, box), healed.tile(box)));
  }
}

/** The middle of the zone, and its farthest place towards the face. */
function placesIn({ photo, plan }: Planned): Record<'middle' | 'front', readonly [number, number]> {
  const zone = zoneOf(plan);
  let [x, y, count] = [0, 0, 0];
  for (let i = 0; i < zone.length; i++) {
    if (zone[i] === 0) continue;
    x += i % photo.width;
    y += Math.floor(i / photo.width);
    count++;
  }
  const angle = (plan.surface.frontDegrees * Math.PI) / 180;
  const forward = ([px, py]: readonly [number, number]): number => px * Math.cos(angle) + py * Math.sin(angle);
  const points = plan.design.zonePx.flat();
  const front = points.reduce((best, point) => (forward(point) > forward(best) ? point : best), points[0]);
  return { middle: [x / count, y / count], front };
}
