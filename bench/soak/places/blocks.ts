/** The other blocks in which photos carry places: XMP, IPTC, Photoshop's resources, and an ICC profile that says too much. */
import { type Canary, decimalText, xmpText } from './canary.ts';

export function xmpPacket({ latitude, longitude, word }: Canary): Buffer {
  return Buffer.from(`<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 exif:GPSLatitude="${xmpText(latitude, 'N')}" exif:GPSLongitude="${xmpText(longitude, 'E')}" photoshop:City="${word}">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${decimalText(latitude)} ${decimalText(longitude)}</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`);
}

/** Datasets of the IPTC's IIM 4.2: city, place within it, caption. */
export function iptcRecord({ latitude, longitude, word }: Canary): Buffer {
  const caption = `${decimalText(latitude)}, ${decimalText(longitude)}`;
  return Buffer.concat(
    [
      [90, word],
      [92, word],
      [120, caption],
    ].map(([dataset, text]) => Buffer.concat([Buffer.from([0x1c, 2, Number(dataset), 0, String(text).length]), Buffer.from(String(text))])),
  );
}

export const RESOURCE = { iptc: 0x0404, thumbnail: 0x040c } as const;

/** One of Photoshop's image resources. */
export function photoshopResource(id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.write('8BIM', 0, 'latin1');
  head.writeUInt16BE(id, 4);
  head.writeUInt32BE(data.length, 8);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

/** A JPEG within resource 1036: format, size, row bytes, then the file. */
export function thumbnailResource(jpeg: Buffer, width: number, height: number): Buffer {
  const head = Buffer.alloc(28);
  const rowBytes = Math.ceil((3 * width) / 4) * 4;
  for (const [i, value] of [1, width, height, rowBytes, rowBytes * height, jpeg.length].entries()) head.writeUInt32BE(value, 4 * i);
  head.writeUInt16BE(24, 24);
  head.writeUInt16BE(1, 26);
  return photoshopResource(RESOURCE.thumbnail, Buffer.concat([head, jpeg]));
}

/** The colorants of sRGB adapted to D50 (ICC.1:2022, annex E), and a plain power of 2.2 for all three. */
const COLORANTS = { rXYZ: [0.4361, 0.2225, 0.0139], gXYZ: [0.3851, 0.7169, 0.0971], bXYZ: [0.1431, 0.0606, 0.7141] } as const;
const D50 = [0.9642, 1, 0.8249] as const;

/** A display profile of version 2 that decoders accept, with the place as its description. */
export function iccProfile({ latitude, longitude, word }: Canary): Buffer {
  const text = `${word} ${decimalText(latitude)} ${decimalText(longitude)}`;
  const tags: [string, Buffer][] = [
    ['desc', description(text)],
    ['cprt', Buffer.concat([Buffer.from('text\0\0\0\0'), Buffer.from(`${text}\0`)])],
    ['wtpt', xyz(D50)],
    ...Object.entries(COLORANTS).map(([name, value]): [string, Buffer] => [name, xyz(value)]),
    ...['rTRC', 'gTRC', 'bTRC'].map((name): [string, Buffer] => [
      name,
      Buffer.from([...Buffer.from('curv'), 0, 0, 0, 0, 0, 0, 0, 1, 2, 51]),
    ]),
  ];
  const table = Buffer.alloc(4 + 12 * tags.length);
  table.writeUInt32BE(tags.length);
  let at = 128 + table.length;
  const values = tags.map(([name, data], i) => {
    table.write(name, 4 + 12 * i, 'latin1');
    table.writeUInt32BE(at, 8 + 12 * i);
    table.writeUInt32BE(data.length, 12 + 12 * i);
    const whole = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
    at += whole.length;
    return whole;
  });
  const head = Buffer.alloc(128);
  head.writeUInt32BE(at);
  head.writeUInt32BE(0x02400000, 8);
  head.write('mntrRGB XYZ ', 12, 'latin1');
  for (const [i, value] of [2026, 1, 1, 0, 0, 0].entries()) head.writeUInt16BE(value, 24 + 2 * i);
  head.write('acsp', 36, 'latin1');
  xyz(D50).copy(head, 68, 8);
  return Buffer.concat([head, table, ...values]);
}

/** textDescriptionType: ASCII, then empty in Unicode and ScriptCode. */
function description(text: string): Buffer {
  const head = Buffer.alloc(12);
  head.write('desc', 0, 'latin1');
  head.writeUInt32BE(text.length + 1, 8);
  return Buffer.concat([head, Buffer.from(`${text}\0`), Buffer.alloc(78)]);
}

function xyz(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(20);
  bytes.write('XYZ ', 0, 'latin1');
  for (const [i, value] of values.entries()) bytes.writeInt32BE(Math.round(value * 65536), 8 + 4 * i);
  return bytes;
}
