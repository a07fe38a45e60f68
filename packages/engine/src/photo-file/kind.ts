/**
 * What a file holds by its first bytes, and what its name claims. Only what is recognised here as one of the formats of photos reaches a
 * decoder, on the command line or in the browser: it would otherwise try its many others (SVG, PDF …) on bytes from strangers.
 */
export const PHOTO_FORMATS = ['jpeg', 'png', 'webp', 'tiff', 'avif', 'heic'] as const;
export type PhotoFormat = (typeof PHOTO_FORMATS)[number];
export type FileKind = PhotoFormat | 'raw' | 'gif' | 'svg' | 'pdf' | 'bmp' | 'psd' | 'jxl' | 'jp2' | 'dicom' | 'video' | 'zip' | 'locked';

/** The kind that the bytes are, or null when they are nothing known. */
export function kindOfBytes(bytes: Uint8Array): FileKind | null {
  const head = String.fromCharCode(...bytes.subarray(0, 4096));
  for (const [start, kind] of STARTS) if (head.startsWith(start)) return kind;
  if (head.startsWith('RIFF')) return head.startsWith('WEBP', 8) ? 'webp' : head.startsWith('AVI ', 8) ? 'video' : null;
  if (head.startsWith('ftyp', 4)) return kindOfBrands(head);
  if (head.startsWith('DICM', 128)) return 'dicom';
  // Two letters alone would take any text for a bitmap: the four reserved bytes are zero.
  if (head.startsWith('BM') && head.startsWith('\0\0\0\0', 6)) return 'bmp';
  // An SVG drawing is text; in UTF-16 every other byte is zero.
  return /<svg[\s>:]/i.test(head.replaceAll('\0', '')) ? 'svg' : null;
}

/** The kind that the name's extension claims, or null when it claims none. */
export function kindOfName(name: string): FileKind | null {
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase();
  return extension === undefined ? null : (EXTENSIONS.get(extension) ?? null);
}

export function isPhotoFormat(kind: FileKind): kind is PhotoFormat {
  return (PHOTO_FORMATS as readonly FileKind[]).includes(kind);
}

/** ISO/IEC 14496-12, 4.3: the major brand, then, behind a version, those that the file is compatible with. A general one says no more than that. */
function kindOfBrands(head: string): FileKind {
  const major = head.slice(8, 12);
  const end = Math.min(head.length, ((head.charCodeAt(2) << 8) | head.charCodeAt(3)) >>> 0);
  if (major === 'mif1' || major === 'msf1')
    for (let at = 16; at + 4 <= end; at += 4) if (BRANDS[head.slice(at, at + 4)] === 'avif') return 'avif';
  return BRANDS[major] ?? 'video';
}

const STARTS: readonly (readonly [start: string, kind: FileKind])[] = [
  ['\xff\xd8\xff', 'jpeg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['GIF87a', 'gif'],
  ['GIF89a', 'gif'],
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
  ['II+\0', 'tiff'],
  ['MM\0+', 'tiff'],
  ['IIU\0', 'raw'],
  ['IIRO', 'raw'],
  ['FUJIFILMCCD-RAW', 'raw'],
  ['%PDF-', 'pdf'],
  ['8BPS', 'psd'],
  ['\xff\x0a', 'jxl'],
  ['\0\0\0\x0cJXL ', 'jxl'],
  ['\0\0\0\x0cjP  ', 'jp2'],
  ['\xff\x4f\xff\x51', 'jp2'],
  ['\x1a\x45\xdf\xa3', 'video'],
  ['PK\x03\x04', 'zip'],
  ['age-encryption.org/', 'locked'],
];

/** Major brands of ISO base media files (ISO/IEC 23008-12 for HEIF, the AV1 image format specification for AVIF). */
const BRANDS: Readonly<Record<string, FileKind>> = {
  heic: 'heic',
  heix: 'heic',
  heim: 'heic',
  heis: 'heic',
  hevc: 'heic',
  hevx: 'heic',
  mif1: 'heic',
  msf1: 'heic',
  avif: 'avif',
  avis: 'avif',
  'crx ': 'raw',
};

const EXTENSIONS: ReadonlyMap<string, FileKind> = new Map<string, FileKind>([
  ['jpg', 'jpeg'],
  ['jpeg', 'jpeg'],
  ['jpe', 'jpeg'],
  ['jfif', 'jpeg'],
  ['png', 'png'],
  ['apng', 'png'],
  ['webp', 'webp'],
  ['gif', 'gif'],
  ['tif', 'tiff'],
  ['tiff', 'tiff'],
  ['heic', 'heic'],
  ['heif', 'heic'],
  ['hif', 'heic'],
  ['avif', 'avif'],
  ['dng', 'raw'],
  ['cr2', 'raw'],
  ['cr3', 'raw'],
  ['nef', 'raw'],
  ['arw', 'raw'],
  ['orf', 'raw'],
  ['raf', 'raw'],
  ['rw2', 'raw'],
  ['svg', 'svg'],
  ['pdf', 'pdf'],
  ['bmp', 'bmp'],
  ['psd', 'psd'],
  ['jxl', 'jxl'],
  ['jp2', 'jp2'],
  ['dcm', 'dicom'],
  ['mp4', 'video'],
  ['mov', 'video'],
  ['zip', 'zip'],
]);
