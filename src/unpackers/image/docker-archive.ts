// https://github.com/moby/docker-image-spec/blob/main/v1.2.md#combined-image-json--filesystem-changeset-format
import type { ImageParts } from './image-parts.js';
import { readJson, type ImageReading } from './read-json.js';
import { DockerManifest } from './schema.js';

export const DOCKER_MANIFEST = 'manifest.json';

/** Writers name a configuration by its digest: `HEX.json`, `sha256:HEX`, `blobs/sha256/HEX`. */
const DIGEST_IN_NAME = /^(?:sha256:|blobs\/sha256\/)?([0-9a-f]{64})(?:\.json)?$/;

/** Finds the image of a `docker save` archive. Undefined, with a problem in the log, when there is none. */
export async function findInDockerArchive(reading: ImageReading): Promise<ImageParts | undefined> {
  const manifest = await readJson(reading, { path: DOCKER_MANIFEST }, DockerManifest);
  const image = manifest?.[0];
  if (!image) return undefined;
  if (manifest.length > 1) {
    const message = `The archive holds ${manifest.length} images; only the first one was read.`;
    reading.log.add({ code: 'unresolved', path: DOCKER_MANIFEST, message, affectsCompleteness: true });
  }
  const hex = DIGEST_IN_NAME.exec(image.Config)?.[1];
  return {
    config: { path: image.Config, digest: hex === undefined ? undefined : `sha256:${hex}` },
    layers: image.Layers.map((path) => ({ path, mediaType: '' })),
  };
}
