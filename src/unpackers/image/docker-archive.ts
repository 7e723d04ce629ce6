// https://github.com/moby/docker-image-spec/blob/main/v1.2.md#combined-image-json--filesystem-changeset-format
import { limitOf } from '../../files/index.js';
import { hasDigest } from './digest.js';
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

/** Reports an image that only `manifest.json` names. Old versions of `docker load` read that file where others read the layout. */
export async function noteOtherImages(reading: ImageReading, { config }: ImageParts): Promise<void> {
  if (!reading.files.find(DOCKER_MANIFEST)) return;
  const images = (await readJson(reading, { path: DOCKER_MANIFEST }, DockerManifest)) ?? [];
  const stored = images.length === 1 ? reading.files.find(images[0]?.Config ?? '') : undefined;
  const isSame =
    stored !== undefined &&
    stored.size <= limitOf('image-json') &&
    config.digest !== undefined &&
    (await hasDigest(stored, config.digest));
  if (isSame) return;
  const message = `${DOCKER_MANIFEST} and index.json name different images; only the one of index.json was read. Scan an archive that holds one image.`;
  reading.log.add({ code: 'unresolved', path: DOCKER_MANIFEST, message, affectsCompleteness: true });
}
