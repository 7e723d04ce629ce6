import { gzipSync } from 'node:zlib';
import { buildTar, fileParts } from './tar-builder.js';

/** A tarball as registries serve it, of files below the package's folder. */
export function packageTarball(files: Readonly<Record<string, string>>): Uint8Array {
  return gzipSync(
    buildTar(fileParts(Object.entries(files).map(([path, text]) => [`package/${path}`, text]))),
  );
}
