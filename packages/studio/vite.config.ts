import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const source = (name: string): string => fileURLToPath(new URL(`../${name}/src/index.ts`, import.meta.url));

export default defineConfig({
  // relative addresses, so that the built files work from any folder
  base: './',
  resolve: { alias: { '@stubble/engine': source('engine'), '@stubble/case': source('case') } },
  assetsInclude: ['**/*.tflite'],
  worker: { format: 'es' },
  build: { outDir: 'dist', target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 1200 },
});
