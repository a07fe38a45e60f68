/** The loss of JPEG without its file: 8 × 8 cosine transforms of Y and of colour at half size, quantised with the standard's tables. */

/** ITU-T T.81, annex K.1, and libjpeg's scaling of it by quality. */
const LUMA = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62, 18, 22,
  37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const CHROMA = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];

/** Orthonormal cosines: row u, sample x. */
const COSINES = Float64Array.from(
  { length: 64 },
  (_, i) => (i < 8 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * (i % 8) + 1) * Math.floor(i / 8) * Math.PI) / 16),
);

/** Changes the bytes to what a file of that quality (1..100) would give back; colour at half the size both ways (4:2:0). */
export function jpegLoss(bytes: Uint8Array, width: number, height: number, quality: number): void {
  const columns = Math.ceil(width / 16) * 16;
  const rows = 16;
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  const [luma, chroma] = [LUMA, CHROMA].map((table) =>
    Float64Array.from(table, (q) => Math.max(1, Math.min(255, Math.floor((q * scale + 50) / 100)))),
  );
  const y = new Float32Array(columns * rows);
  const cb = new Float32Array((columns / 2) * (rows / 2));
  const cr = new Float32Array((columns / 2) * (rows / 2));
  const half = columns / 2;
  for (let top = 0; top < height; top += rows) {
    cb.fill(0);
    cr.fill(0);
    for (let r = 0; r < rows; r++)
      for (let x = 0; x < columns; x++) {
        const i = 3 * (Math.min(height - 1, top + r) * width + Math.min(width - 1, x));
        const [red, green, blue] = [bytes[i], bytes[i + 1], bytes[i + 2]];
        const at = (r >> 1) * half + (x >> 1);
        y[r * columns + x] = 0.299 * red + 0.587 * green + 0.114 * blue - 128;
        cb[at] += 0.25 * (-0.168736 * red - 0.331264 * green + 0.5 * blue);
        cr[at] += 0.25 * (0.5 * red - 0.418688 * green - 0.081312 * blue);
      }
    quantise(y, columns, rows, luma);
    quantise(cb, half, rows / 2, chroma);
    quantise(cr, half, rows / 2, chroma);
    for (let r = 0; r < Math.min(rows, height - top); r++)
      for (let x = 0; x < width; x++) {
        const i = 3 * ((top + r) * width + x);
        const luminance = y[r * columns + x] + 128;
        const [u, v] = [upsampled(cb, half, r, x), upsampled(cr, half, r, x)];
        bytes[i] = clip(luminance + 1.402 * v);
        bytes[i + 1] = clip(luminance - 0.344136 * u - 0.714136 * v);
        bytes[i + 2] = clip(luminance + 1.772 * u);
      }
  }
}

/** Triangle filter along rows, as decoders do; down the rows the nearest. */
function upsampled(plane: Float32Array, half: number, r: number, x: number): number {
  const row = (r >> 1) * half;
  const c = x >> 1;
  const other = x % 2 === 0 ? Math.max(0, c - 1) : Math.min(half - 1, c + 1);
  return 0.75 * plane[row + c] + 0.25 * plane[row + other];
}

function clip(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : Math.round(value);
}

function quantise(plane: Float32Array, columns: number, rows: number, table: Float64Array): void {
  const a = new Float64Array(64);
  const b = new Float64Array(64);
  const half = new Float64Array(64);
  for (let top = 0; top < rows; top += 8)
    for (let left = 0; left < columns; left += 8) {
      for (let i = 0; i < 64; i++) a[i] = plane[(top + (i >> 3)) * columns + left + (i & 7)];
      forward(a, b, half);
      for (let i = 0; i < 64; i++) b[i] = table[i] * Math.round(b[i] / table[i]);
      inverse(b, a, half);
      for (let i = 0; i < 64; i++) plane[(top + (i >> 3)) * columns + left + (i & 7)] = a[i];
    }
}

/** b = C a Cᵀ */
function forward(a: Float64Array, b: Float64Array, half: Float64Array): void {
  for (let r = 0; r < 8; r++)
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let x = 0; x < 8; x++) sum += COSINES[8 * u + x] * a[8 * r + x];
      half[8 * r + u] = sum;
    }
  for (let v = 0; v < 8; v++)
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let r = 0; r < 8; r++) sum += COSINES[8 * v + r] * half[8 * r + u];
      b[8 * v + u] = sum;
    }
}

/** a = Cᵀ b C; at good quality most of b is 0 */
function inverse(b: Float64Array, a: Float64Array, half: Float64Array): void {
  half.fill(0);
  for (let v = 0; v < 8; v++)
    for (let u = 0; u < 8; u++) {
      const value = b[8 * v + u];
      if (value !== 0) for (let x = 0; x < 8; x++) half[8 * v + x] += value * COSINES[8 * u + x];
    }
  a.fill(0);
  for (let v = 0; v < 8; v++)
    for (let r = 0; r < 8; r++) {
      const weight = COSINES[8 * v + r];
      for (let x = 0; x < 8; x++) a[8 * r + x] += weight * half[8 * v + x];
    }
}
