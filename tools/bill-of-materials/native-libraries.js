/**
 * What is compiled into packages, which no lock file knows. To be looked at when such a package gets a new version; the test holds the versions against
 * what is installed.
 */

/** As `versions.json` and the table in README.md of @img/sharp-libvips-linux-x64 have them; the other platforms' packages of this version are built of the same. */
export const LIBVIPS_PARTS = {
  of: '1.3.4',
  libraries: [
    library('aom', '3.15.1', 'BSD-2-Clause with the Alliance for Open Media Patent License 1.0', 'https://aomedia.org'),
    library('cairo', '1.18.6', 'MPL-1.1', 'https://www.cairographics.org'),
    library('cgif', '0.5.4', 'MIT', 'https://github.com/dloebl/cgif'),
    library('expat', '2.8.5', 'MIT', 'https://libexpat.github.io'),
    library('fontconfig', '2.18.3', 'fontconfig License', 'https://www.freedesktop.org/wiki/Software/fontconfig'),
    library('freetype', '2.14.3', 'FTL', 'https://freetype.org'),
    library('fribidi', '1.0.17', 'LGPL-3.0-or-later', 'https://github.com/fribidi/fribidi'),
    library('glib', '2.90.0', 'LGPL-3.0-or-later', 'https://gitlab.gnome.org/GNOME/glib'),
    library('harfbuzz', '14.5.0', 'MIT', 'https://harfbuzz.github.io'),
    library('highway', '1.4.0', 'BSD-3-Clause', 'https://github.com/google/highway'),
    library('lcms', '2.19.1', 'MIT', 'https://www.littlecms.com'),
    library('libarchive', '3.8.9', 'BSD-2-Clause', 'https://www.libarchive.org'),
    library('libexif', '0.6.26', 'LGPL-3.0-or-later', 'https://libexif.github.io'),
    library('libffi', '3.8.0', 'MIT', 'https://sourceware.org/libffi'),
    library('libheif', '1.23.5', 'LGPL-3.0-or-later', 'https://github.com/strukturag/libheif'),
    library('libimagequant', '2.4.1', 'BSD-2-Clause', 'https://github.com/lovell/libimagequant'),
    library('libpng', '1.6.58', 'libpng-2.0', 'http://www.libpng.org'),
    library('librsvg', '2.63.2', 'LGPL-3.0-or-later', 'https://gitlab.gnome.org/GNOME/librsvg'),
    library('libtiff', '4.7.2', 'libtiff', 'https://libtiff.gitlab.io/libtiff'),
    library('libultrahdr', '2.0.2', 'MIT', 'https://github.com/google/libultrahdr'),
    library('libvips', '8.18.7', 'LGPL-3.0-or-later', 'https://www.libvips.org'),
    library('libwebp', '1.6.0', 'BSD-3-Clause', 'https://developers.google.com/speed/webp'),
    library('libxml2', '2.15.4', 'MIT', 'https://gitlab.gnome.org/GNOME/libxml2'),
    library('mozjpeg', '0826579', 'Zlib AND IJG AND BSD-3-Clause', 'https://github.com/mozilla/mozjpeg'),
    library('pango', '1.58.2', 'LGPL-3.0-or-later', 'https://pango.gnome.org'),
    library('pixman', '0.46.4', 'MIT', 'https://www.pixman.org'),
    library('proxy-libintl', '0.5', 'LGPL-3.0-or-later', 'https://github.com/frida/proxy-libintl'),
    library('zlib-ng', '2.3.3', 'Zlib', 'https://github.com/zlib-ng/zlib-ng'),
  ],
};

/** As libheif.wasm of libheif-js names them itself. */
export const HEIF_PARTS = {
  of: '1.23.2',
  libraries: [
    library('libde265', '1.0.15', 'LGPL-3.0-or-later', 'https://github.com/strukturag/libde265'),
    library('libheif', '1.23.2', 'LGPL-3.0-or-later', 'https://github.com/strukturag/libheif'),
  ],
};

/** Where the source of what is under the LGPL is published by those who write it. */
export const LGPL_SOURCES = {
  ...Object.fromEntries([...LIBVIPS_PARTS.libraries, ...HEIF_PARTS.libraries].map(({ name, home }) => [name, home])),
  libvips: 'https://github.com/libvips/libvips (built by https://github.com/lovell/sharp-libvips)',
  'libheif-js': 'https://github.com/catdad-experiments/libheif-js',
};

function library(name, version, licence, home) {
  return { name, version, licence, home };
}
