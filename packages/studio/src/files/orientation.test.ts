import { expect, test } from 'vitest';
import { takeOrientation, turnedUpright } from './orientation.ts';

const ascii = (text: string): number[] => Array.from(text, (c) => c.charCodeAt(0));

/** A directory of one other entry and the orientation. */
function exif(orientation: number, isLittle: boolean): number[] {
  const view = new DataView(new ArrayBuffer(8 + 2 + 24 + 4));
  view.setUint16(0, isLittle ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, isLittle);
  view.setUint32(4, 8, isLittle);
  view.setUint16(8, 2, isLittle);
  view.setUint16(10, 0x0100, isLittle);
  view.setUint16(22, 0x0112, isLittle);
  view.setUint16(24, 3, isLittle);
  view.setUint32(26, 1, isLittle);
  view.setUint16(30, orientation, isLittle);
  return [...new Uint8Array(view.buffer)];
}

const png = (data: readonly number[]): Uint8Array =>
  Uint8Array.from([0x89, ...ascii('PNG\r\n\x1a\n'), 0, 0, 0, data.length, ...ascii('eXIf'), ...data, 0, 0, 0, 0]);
const webp = (data: readonly number[]): Uint8Array =>
  Uint8Array.from([...ascii('RIFF'), 0, 0, 0, 0, ...ascii('WEBPEXIF'), data.length, 0, 0, 0, ...data]);

test('the mark is read in both orders of bytes and taken out, once', () => {
  const read: number[][] = [];
  for (const isLittle of [true, false])
    for (const [format, bytes] of [
      ['png', png(exif(6, isLittle))],
      ['webp', webp(exif(6, isLittle))],
      ['webp', webp([...ascii('Exif\0\0'), ...exif(6, isLittle)])],
    ] as const)
      read.push([takeOrientation(format, bytes), takeOrientation(format, bytes)]);
  expect(read).toEqual(read.map(() => [6, 1]));
  expect(takeOrientation('png', png(exif(9, true)))).toBe(1);
});

test('cut or damaged metadata are taken as upright', () => {
  for (const whole of [png(exif(6, true)), webp(exif(6, false))])
    for (let n = 12; n < whole.length; n++)
      for (const format of ['png', 'webp'] as const) expect(takeOrientation(format, whole.slice(0, n))).toBe(1);
  const far = exif(6, true);
  far[4] = 0xff;
  far[7] = 0xff;
  expect(takeOrientation('webp', webp(far))).toBe(1);
});

test('all eight orientations come out upright', () => {
  // upright: a b c / d e f
  const stored: Readonly<Record<number, readonly [text: string, width: number]>> = {
    1: ['abcdef', 3],
    2: ['cbafed', 3],
    3: ['fedcba', 3],
    4: ['defabc', 3],
    5: ['adbecf', 2],
    6: ['cfbead', 2],
    7: ['fcebda', 2],
    8: ['daebfc', 2],
  };
  const upright = Object.entries(stored).map(([orientation, [text, width]]) => {
    const rgba = Uint8ClampedArray.from(ascii(text).flatMap((code) => [code, code, code, 255]));
    const photo = turnedUpright({ width, height: 6 / width, rgba }, Number(orientation));
    return `${photo.width} ${String.fromCharCode(...photo.rgba.filter((_, i) => i % 4 === 0))}`;
  });
  expect(upright).toEqual(upright.map(() => '3 abcdef'));
});
