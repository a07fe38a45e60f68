/**
 * `npm run sbom`: writes docs/sbom.cdx.json, the bill of materials in the form of CycloneDX 1.6, and NOTICE, what ships with its licences. From the lock
 * file and the installed packages alone, without a clock or chance: the same packages give the same bytes, on every platform.
 */
import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HEIF_PARTS, LGPL_SOURCES, LIBVIPS_PARTS } from './bill-of-materials/native-libraries.js';
import { ROOT } from './setup.js';

export const BILL = join(ROOT, 'docs', 'sbom.cdx.json');
export const NOTICE = join(ROOT, 'NOTICE');

const LOCK = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
const NAME_OF_PATH = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)$/;
/** Of these only the one for the machine is installed: one group, of which nothing is asked but what the lock file says. */
const PLATFORM = /^node_modules\/@img\/sharp-/;

/** All packages of the lock file but our own, by purl: one entry a name and version, however many places it is installed at. */
export function packages() {
  const found = new Map();
  for (const [path, entry] of Object.entries(LOCK)) {
    if (path === '' || entry.link || !path.includes('node_modules/')) continue;
    const name = NAME_OF_PATH.exec(path)[1];
    const one = {
      path,
      name,
      version: entry.version,
      licence: (entry.license ?? 'unknown').replace(/^\((.*)\)$/, '$1'),
      integrity: entry.integrity,
      scope: entry.dev ? 'excluded' : entry.optional || entry.devOptional ? 'optional' : 'required',
      isPlatform: PLATFORM.test(path),
    };
    const known = found.get(purl(one));
    if (known === undefined || strength(one) > strength(known)) found.set(purl(one), one);
  }
  return [...found.values()].sort((a, b) => compare(purl(a), purl(b)));
}

const strength = ({ scope }) => ['excluded', 'optional', 'required'].indexOf(scope);
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function purl({ name, version }) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/** What is within compiled packages, each as part of one that the lock file names. */
function nativeLibraries() {
  const libvips = LOCK['node_modules/@img/sharp-libvips-linux-x64'].version;
  const heif = LOCK['node_modules/libheif-js'].version;
  for (const [parts, of, version] of [
    [LIBVIPS_PARTS, '@img/sharp-libvips-*', libvips],
    [HEIF_PARTS, 'libheif-js', heif],
  ])
    if (parts.of !== version)
      throw new Error(`tools/bill-of-materials/native-libraries.js tells of ${of} ${parts.of}; the lock file has ${version}`);
  return [
    ...LIBVIPS_PARTS.libraries.map((library) => ({ ...library, within: 'sharp' })),
    ...HEIF_PARTS.libraries.map((library) => ({ ...library, within: 'libheif-js' })),
  ];
}

/** The bill, as text. */
export function bill() {
  const root = LOCK[''];
  const own = Object.entries(LOCK).filter(([path]) => path.startsWith('packages/') && !path.includes('node_modules/'));
  const parts = packages();
  const native = nativeLibraries();
  const refOf = new Map([
    ['', purl(root)],
    ...own.map(([path, { name, version }]) => [path, purl({ name: name ?? `@stubble/${path.split('/')[1]}`, version })]),
  ]);
  const components = [
    ...parts.map((one) => ({
      type: 'library',
      'bom-ref': purl(one),
      ...nameOf(one.name),
      version: one.version,
      scope: one.scope,
      ...(one.integrity === undefined ? {} : { hashes: hashesOf(one.integrity) }),
      licenses: licencesOf(one.licence),
      purl: purl(one),
    })),
    ...native.map(({ name, version, licence, home, within }) => ({
      type: 'library',
      'bom-ref': `native:${within}/${name}@${version}`,
      name,
      version,
      description: `compiled into ${within === 'sharp' ? `the platform packages of sharp (sharp-libvips ${LIBVIPS_PARTS.of})` : within}`,
      scope: within === 'sharp' ? 'required' : 'optional',
      licenses: licencesOf(licence),
      externalReferences: [{ type: 'website', url: home }],
    })),
  ];
  const edges = new Map();
  const edge = (from, to) => edges.set(from, (edges.get(from) ?? new Set()).add(to));
  for (const [path, entry] of Object.entries(LOCK)) {
    if (entry.link) continue;
    const from = refOf.get(path) ?? purl({ name: NAME_OF_PATH.exec(path)[1], version: entry.version });
    edges.set(from, edges.get(from) ?? new Set());
    const isOurs = !path.includes('node_modules/');
    const needed = {
      ...entry.dependencies,
      ...entry.optionalDependencies,
      ...entry.peerDependencies,
      ...(isOurs ? entry.devDependencies : {}),
    };
    for (const name of Object.keys(needed)) {
      const at = resolved(path, name);
      if (at !== null) edge(from, refOf.get(at) ?? purl({ name, version: LOCK[at].version }));
    }
  }
  for (const [path] of own) edge(purl(root), refOf.get(path));
  for (const { name, version, within } of native) {
    edge(purl({ name: within, version: LOCK[`node_modules/${within}`].version }), `native:${within}/${name}@${version}`);
    edges.set(`native:${within}/${name}@${version}`, new Set());
  }
  const written = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': purl(root),
        name: root.name,
        version: root.version,
        licenses: licencesOf(root.license),
        components: own.map(([path, entry]) => ({
          type: 'library',
          'bom-ref': refOf.get(path),
          ...nameOf(entry.name ?? `@stubble/${path.split('/')[1]}`),
          version: entry.version,
          licenses: licencesOf(entry.license),
        })),
      },
    },
    components,
    dependencies: [...edges].sort(([a], [b]) => compare(a, b)).map(([ref, on]) => ({ ref, dependsOn: [...on].sort(compare) })),
  };
  return `${JSON.stringify(written, null, 1)}\n`;
}

/** Where Node finds a package: in the folder of the one that asks, then in each one above; null where it may be left out and is. */
function resolved(from, name) {
  for (
    let folder = from;
    ;
    folder = folder.includes('node_modules/') ? folder.slice(0, folder.lastIndexOf('node_modules/')).replace(/\/$/, '') : ''
  ) {
    const at = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (at in LOCK) return LOCK[at].link ? LOCK[at].resolved : at;
    if (folder === '') return null;
  }
}

function nameOf(name) {
  const [group, rest] = name.split('/');
  return rest === undefined ? { name } : { group, name: rest };
}

function hashesOf(integrity) {
  const [kind, digest] = integrity.split(' ')[0].split('-');
  return [{ alg: kind.toUpperCase().replace('SHA', 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') }];
}

/** One of the list of SPDX by its id, several as an expression, one that SPDX does not know by its name. */
function licencesOf(licence) {
  if (/ (AND|OR) /.test(licence)) return [{ expression: licence }];
  return [{ license: licence.includes(' ') ? { name: licence } : { id: licence } }];
}

/** What ships, to be read by people. */
export function notice() {
  const shipping = packages().filter(({ scope }) => scope !== 'excluded');
  const native = nativeLibraries();
  const plain = shipping.filter(({ isPlatform, licence }) => !isPlatform && !licence.startsWith('LGPL'));
  const platform = shipping.filter(({ isPlatform }) => isPlatform);
  const lesser = native.filter(({ licence }) => licence.startsWith('LGPL'));
  return [
    'What ships with Stubble, and under which licences. Written by `npm run sbom` from the lock file and the installed packages; the same list for',
    'programs is docs/sbom.cdx.json. Stubble itself is under the MIT licence (LICENSE).',
    '',
    ...MEDIAPIPE,
    '',
    heading('Libraries under the GNU Lesser General Public License'),
    ...LESSER,
    '',
    ...lesser.map(({ name, version, licence, within }) => `  ${name} ${version}, ${licence}, in ${within}. Source: ${LGPL_SOURCES[name]}`),
    `  libheif-js ${LOCK['node_modules/libheif-js'].version}, LGPL-3.0: libheif compiled for JavaScript. Source: ${LGPL_SOURCES['libheif-js']}`,
    '',
    heading('Other libraries compiled into sharp and libheif-js'),
    ...native.filter((one) => !lesser.includes(one)).map(({ name, version, licence, home }) => `  ${name} ${version}, ${licence}. ${home}`),
    '  libnsgif, as a part of libvips, MIT. https://www.netsurf-browser.org/projects/libnsgif',
    '',
    ...CREDITS,
    '',
    heading('Packages of sharp for each platform, of which one is installed'),
    ...platform.map(({ name, version, licence }) => `  ${name} ${version}, ${licence}`),
    '',
    heading('All other packages'),
    ...plain.flatMap(noticeLines),
    '',
  ].join('\n');
}

const MEDIAPIPE = [
  'Stubble reads one file of another project when it is installed: the network weights `selfie_segmentation.tflite` of the package',
  '@mediapipe/selfie_segmentation (Copyright The MediaPipe Authors, Apache License 2.0, https://www.apache.org/licenses/LICENSE-2.0).',
  "The weights are used unchanged; the code that runs them (packages/engine/src/scalp/tflite) is Stubble's own. Without the package",
  'Stubble works too, with a less certain outline of the head.',
];

const LESSER = [
  'They are separate files that Stubble loads when it runs, and that anybody may replace with a build of their own: the shared library of libvips in',
  '`node_modules/@img/sharp-libvips-*/lib`, and `libheif.js` with `libheif.wasm` in `node_modules/libheif-js/libheif-wasm`, which the built studio',
  'keeps as a file beside its own. Their licence asks that who passes them on says so, adds the texts of the LGPL and the GPL (version 3:',
  'https://www.gnu.org/licenses/lgpl-3.0.txt, https://www.gnu.org/licenses/gpl-3.0.txt; both in node_modules/libheif-js/libheif-wasm/LICENSE too), lets them be',
  'replaced and studied for that, and gives or names the place of their source. Stubble changes none of them.',
];

/** As mozjpeg's and FreeType's licences word them. */
const CREDITS = [
  'This software is based in part on the work of the Independent JPEG Group. Portions of this software are copyright (c) The FreeType Project',
  '(www.freetype.org). All rights reserved.',
];

function heading(text) {
  return `${text}\n${'-'.repeat(text.length)}`;
}

function noticeLines({ path, name, version, licence }) {
  const { place, lines } = copyrightOf(path);
  return [`  ${name} ${version}, ${licence}`, ...lines.map((line) => `    ${line}`), `    ${place}`];
}

/** Lines of the licence file, or of the read-me where that has none; else who wrote it, as the package says. */
function copyrightOf(path) {
  const folder = join(ROOT, path);
  if (!existsSync(folder)) throw new Error(`${path} is not installed; run npm ci first`);
  const names = readdirSync(folder).sort();
  const licence = names.find((name) => /^(licen[cs]e|copying)/i.test(name));
  const readMe = names.find((name) => /^readme\.md$/i.test(name));
  for (const name of [licence, readMe]) {
    if (name === undefined) continue;
    const lines = copyrightLines(readFileSync(join(folder, name), 'utf8'));
    if (lines.length > 0) return { place: `${path}/${licence ?? name}`, lines };
  }
  const { author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const by = (typeof author === 'object' ? author.name : author)?.replace(/\s*[<(].*$/, '');
  const isName = by !== undefined && !by.includes('@');
  return {
    place: `${path}/${licence ?? 'package.json'}`,
    lines: [isName ? `names no holder of a copyright; by ${by}` : 'names no holder of a copyright'],
  };
}

/** Not the sentences about copyright within a licence, nor that of a licence's own text. */
function copyrightLines(text) {
  const found = text
    .replace(/&copy;/g, '(c)')
    .split('\n')
    .map((line) => line.replace(/^[\s*#>-]+/, '').trim())
    .filter((line) => /^(copyright\b|\(c\)|©)/i.test(line) && /\d{4}|\(c\)|©|^copyright [A-Z][a-z]/i.test(line))
    .filter(
      (line) =>
        !/^copyright (notice|holder|owner|and|law|license|interest|in |or )|^\(c\) you must|\[yyyy\]|free software foundation|^copyrights?[:,]/i.test(
          line,
        ),
    );
  return [...new Set(found)];
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  writeFileSync(BILL, bill());
  writeFileSync(NOTICE, notice());
}
