/** Sections 2b and 2c: small pictures beside large ones made small, and pixels that must not change. */
import { treatedPhoto } from '@stubble/engine';
import { atMost, type Figure, print } from './bars.js';
import { shrunk } from './pictures.js';
import { PHOTOS, type Planned, phantom, planned, plannedPhoto } from './planned.js';
import { markFrom, zoneOf } from './zone.js';

const DAYS: readonly number[] = [0, 42];
const TIMES: readonly number[] = [2, 4, 8];

export async function scaleFigures(): Promise<void> {
  const head = await planned(phantom({ pxPerMm: 8, hairLengthMm: 3 }).photo);
  print(
    '2b. Pictures at 1/2, 1/4, 1/8 against the full one averaged in linear light: mean difference in the zone, 8-bit levels',
    DAYS.flatMap((atDays) => scaleRows(head, atDays)),
  );
  const rows = [...outsideRows('phantom', head)];
  for (const name of PHOTOS) {
    const photo = await plannedPhoto(name, {});
    if (photo !== null) rows.push(...outsideRows(name, photo));
  }
  print('2c. Pixels outside the zone and above the mark that are not the photo’s own', rows);
}

function scaleRows({ photo, plan, dots }: Planned, atDays: number): Figure[] {
  const look = treatedPhoto(photo, plan, dots).at({ atDays });
  const full = look.picture();
  return TIMES.map((times) => {
    const [large, small] = [shrunk(full, times), look.picture(1 / times)];
    const zone = zoneOf(plan, 1 / times);
    let [off, signed, count] = [0, 0, 0];
    for (let i = 0; i < markFrom(small.height) * small.width; i++) {
      if (zone[i] === 0) continue;
      for (let k = 3 * i; k < 3 * i + 3; k++) {
        off += Math.abs(small.data[k] - large.data[k]);
        signed += small.data[k] - large.data[k];
        count++;
      }
    }
    return atMost(`day ${atDays}, 1/${times} (small less large ${(signed / count).toFixed(2)})`, off / count, 1, 2);
  });
}

function outsideRows(name: string, { photo, plan, dots }: Planned): Figure[] {
  const treated = treatedPhoto(photo, plan, dots);
  const zone = zoneOf(plan);
  return DAYS.map((atDays) => {
    const { data } = treated.at({ atDays }).picture();
    let [outside, inside] = [0, 0];
    for (let i = 0; i < markFrom(photo.height) * photo.width; i++) {
      const same = [0, 1, 2].every((k) => data[3 * i + k] === photo.data[3 * i + k]);
      if (!same && zone[i] === 1) inside++;
      else if (!same) outside++;
    }
    return atMost(`${name}, day ${atDays} (${dots.count} dots, ${inside} px changed in the zone)`, outside, 0, 0);
  });
}
