/** Pixels of a HEIC picture by the library libheif, which the caller brings along: it is loaded only where such a picture is opened. */

/** What is used of libheif's module for JavaScript. */
export interface Libheif {
  readonly HeifDecoder: new () => { decode(bytes: Uint8Array): readonly HeifImage[] };
}

interface HeifImage {
  is_primary(): number | boolean;
  get_width(): number;
  get_height(): number;
  display(into: { data: Uint8ClampedArray; width: number; height: number }, then: (done: unknown) => void): void;
  free(): void;
}

export interface HeicPixels {
  readonly width: number;
  readonly height: number;
  /** In the picture's own colours, which its profile explains. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** The main picture, turned as its file says; null where it is damaged. */
export async function heicPixels(libheif: Libheif, bytes: Uint8Array): Promise<HeicPixels | null> {
  const images = new libheif.HeifDecoder().decode(bytes);
  try {
    const image = images.find((one) => one.is_primary()) ?? images[0];
    if (image === undefined) return null;
    const [width, height] = [image.get_width(), image.get_height()];
    const rgba = new Uint8ClampedArray(4 * width * height);
    const done = await new Promise((resolve) => image.display({ data: rgba, width, height }, resolve));
    return done === null ? null : { width, height, rgba };
  } finally {
    for (const image of images) image.free();
  }
}
