import { overlay, problemLog } from '../../files/index.js';
import type { Unpacked, UnpackContext } from '../unpacker.js';
import { DOCKER_MANIFEST, findInDockerArchive, noteOtherImages } from './docker-archive.js';
import { imageConfig } from './image-config.js';
import type { ImageFiles } from './image-files.js';
import { isImagePart, LAYOUT_INDEX, LAYOUT_MARK, type ImageParts } from './image-parts.js';
import { openLayers, type StoredLayer } from './layers.js';
import { findInLayout } from './oci-layout.js';
import { readJson, type ImageReading } from './read-json.js';
import { Configuration, DockerManifest } from './schema.js';

function isLayout(files: ImageFiles): boolean {
  return files.find(LAYOUT_MARK) !== undefined && files.find(LAYOUT_INDEX) !== undefined;
}

/** True if the files are an image. An archive that only has a file with the name of an image part is none. */
export async function holdsImage(files: ImageFiles): Promise<boolean> {
  if (isLayout(files)) return true;
  if (files.topNames.some((name) => isImagePart(name) && !name.endsWith('.json'))) return true;
  const unseen = { files, log: problemLog() };
  return (await readJson(unseen, { path: DOCKER_MANIFEST }, DockerManifest)) !== undefined;
}

async function findParts(reading: ImageReading): Promise<ImageParts | undefined> {
  const inLayout = isLayout(reading.files) ? await findInLayout(reading) : undefined;
  if (inLayout) await noteOtherImages(reading, inLayout);
  if (inLayout || (isLayout(reading.files) && !reading.files.find(DOCKER_MANIFEST))) return inLayout;
  return findInDockerArchive(reading);
}

/** The layers that can be opened; each other layer is a problem. */
function storedLayers(
  { files, log }: ImageReading,
  { layers }: ImageParts,
  configuration: Configuration | undefined,
): readonly StoredLayer[] {
  const diffIds = configuration?.rootfs?.diff_ids;
  return layers.flatMap((layer, index): StoredLayer[] => {
    const { path, mediaType, digest } = layer;
    const stored = files.find(path);
    if (!stored) {
      const message = 'The layer is not in the image: its files were not seen.';
      log.add({ code: 'missing', path, message, affectsCompleteness: true });
      return [];
    }
    if (mediaType.endsWith('+encrypted')) {
      const message = 'The layer is encrypted: its files were not seen.';
      log.add({ code: 'encrypted', path, message, affectsCompleteness: true });
      return [];
    }
    return [{ ...layer, stored, inflatedDigest: digest === undefined ? diffIds?.[index] : undefined }];
  });
}

/** Reports files beside an image: they are no part of it, but they may be code. */
function noteOthers({ files, log }: ImageReading): void {
  const others = files.topNames.filter((name) => !isImagePart(name));
  if (others.length === 0) return;
  const message = `Beside the image are ${others.length} other files or folders that were not read.`;
  log.add({ code: 'unsupported', path: others[0] ?? '', message, affectsCompleteness: true });
}

/** Opens the image that these files hold. */
export async function openImage(
  { files, log }: Pick<ImageReading, 'files' | 'log'>,
  { limits, budget, architecture }: UnpackContext,
): Promise<Unpacked> {
  const reading = { files, log, architecture };
  noteOthers(reading);
  const parts = await findParts(reading);
  if (!parts) return { tree: overlay([]).tree, problems: log.list(), image: null };
  const configuration = await readJson(reading, parts.config, Configuration);
  const layers = storedLayers(reading, parts, configuration);
  const opened = await openLayers(layers, { log, limits, budget });
  return { ...opened, problems: log.list(), image: configuration ? imageConfig(configuration) : null };
}
