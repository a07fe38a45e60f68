import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const source = (name: string): string => fileURLToPath(new URL(`../${name}/src/index.ts`, import.meta.url));

const NOTHING = '\0nothing';
/** What libheif's code asks of Node it asks only in Node. */
const withoutNode = () => ({
  name: 'libheif-without-node',
  enforce: 'pre' as const,
  resolveId: (id: string, from?: string) => (['fs', 'path', 'crypto'].includes(id) && from?.includes('libheif-js') ? NOTHING : null),
  load: (id: string) => (id === NOTHING ? 'export default {};' : null),
});

export default defineConfig({
  // relative addresses, so that the built files work from any folder
  base: './',
  resolve: { alias: { '@stubble/engine': source('engine'), '@stubble/case': source('case') } },
  assetsInclude: ['**/*.tflite'],
  worker: { format: 'es', plugins: () => [withoutNode()] },
  build: { outDir: 'dist', target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 1200 },
});
