// https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md
import { beyondLimit, limitOf } from '../../files/index.js';
import { blobPath, LAYOUT_INDEX, type ImageParts } from './image-parts.js';
import { readJson, type ImageReading } from './read-json.js';
import { ImageIndex, ImageManifest, type Descriptor } from './schema.js';

const INDEX_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
]);

interface Platform {
  readonly os: string;
  readonly architecture: string;
}

/** True for signatures and attestations, which builders store beside an image. */
function isNoImage({ platform }: Descriptor): boolean {
  return platform?.os === 'unknown' && platform.architecture === 'unknown';
}

function noteDeeper({ log }: ImageReading, level: readonly Descriptor[]): void {
  if (level.length === 0) return;
  const message = 'Indexes of images are nested too deeply: images of the deepest ones were not seen.';
  log.add(beyondLimit('image-indexes', '', message));
}

/** All images of an index and of the indexes in it, each once. */
async function imagesIn(reading: ImageReading, index: ImageIndex): Promise<readonly Descriptor[]> {
  const seen = new Set<string>();
  const images: Descriptor[] = [];
  let level = index.manifests;
  for (let depth = 0; level.length > 0 && depth < limitOf('image-indexes'); depth += 1) {
    const next: Descriptor[] = [];
    for (const descriptor of level) {
      if (seen.has(descriptor.digest) || isNoImage(descriptor)) continue;
      seen.add(descriptor.digest);
      if (!INDEX_TYPES.has(descriptor.mediaType)) images.push(descriptor);
      else if (reading.files.find(blobPath(descriptor.digest))) {
        const { digest } = descriptor;
        const inner = await readJson(reading, { path: blobPath(digest), digest }, ImageIndex);
        next.push(...(inner?.manifests ?? []));
      }
    }
    level = next;
  }
  noteDeeper(reading, level);
  return images;
}

function platformName(platform: Platform | null | undefined): string {
  return platform ? `${platform.os}/${platform.architecture}` : 'an unnamed platform';
}

/** Names of processors that templates have, as images name them. */
const IMAGE_ARCHITECTURES: ReadonlyMap<string, string> = new Map([
  ['x86_64', 'amd64'],
  ['aarch64', 'arm64'],
]);

/** The only image for the processor that the functions run on; undefined if there is none, or more than one. */
function imageFor(architecture: string, images: readonly Descriptor[]): Descriptor | undefined {
  const name = `linux/${IMAGE_ARCHITECTURES.get(architecture) ?? architecture}`;
  const fitting = images.filter(({ platform }) => platformName(platform) === name);
  return fitting.length === 1 ? fitting[0] : undefined;
}

/**
 * The image to scan: the one for the processor that its functions run on, else the one for Linux on amd64, else the first. The others are a
 * problem where a function may run any of them.
 */
function choose({ log, architecture }: ImageReading, images: readonly Descriptor[]): Descriptor | undefined {
  const fitting = architecture === undefined ? undefined : imageFor(architecture, images);
  if (fitting) return fitting;
  const names = images.map(({ platform }) => platformName(platform));
  const chosen = images[Math.max(0, names.indexOf('linux/amd64'))];
  if (!chosen || images.length === 1) return chosen;
  const name = platformName(chosen.platform);
  const others = names.filter((_, index) => images[index] !== chosen);
  const message = others.includes(name)
    ? `There are ${images.length} images; only the first one for ${name} was read.`
    : `The archive holds the image for several platforms; only the one for ${name} was read, not ${others.join(', ')}. Scan an archive of each platform.`;
  log.add({ code: 'unresolved', path: '', message, affectsCompleteness: true });
  return chosen;
}

/** Finds the image of a layout. Undefined, with a problem in the log, when there is none. */
export async function findInLayout(reading: ImageReading): Promise<ImageParts | undefined> {
  const index = await readJson(reading, { path: LAYOUT_INDEX }, ImageIndex);
  if (!index) return undefined;
  const images = await imagesIn(reading, index);
  // `docker save` lists all platforms of an image but contains only the pulled ones.
  const present = images.filter(({ digest }) => reading.files.find(blobPath(digest)));
  const chosen = choose(reading, present.length > 0 ? present : images);
  if (!chosen) {
    const message = 'The index of the layout names no image.';
    reading.log.add({ code: 'missing', path: LAYOUT_INDEX, message, affectsCompleteness: true });
    return undefined;
  }
  const { digest } = chosen;
  const manifest = await readJson(reading, { path: blobPath(digest), digest }, ImageManifest);
  return (
    manifest && {
      config: { path: blobPath(manifest.config.digest), digest: manifest.config.digest },
      layers: manifest.layers.map((layer) => ({
        path: blobPath(layer.digest),
        mediaType: layer.mediaType,
        digest: layer.digest,
      })),
    }
  );
}
