import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Limits } from '../../src/files/index.js';
import type { Unpacked } from '../../src/unpackers/index.js';
import { buildTar, type TarPart } from './tar-builder.js';
import { unpackBytes } from './unpack-bytes.js';

export interface ImageSpec {
  /** The entries of each layer, the lowest first; bytes go in as they are. */
  readonly layers: readonly (readonly TarPart[] | Uint8Array)[];
  readonly isGzipped?: boolean;
  readonly architecture?: string;
  /** `config` of the configuration. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly layerType?: string;
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Files of a layout by path. */
export type Layout = Map<string, Uint8Array>;

/** As a descriptor names it. */
export interface Named {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: { readonly os: string; readonly architecture: string };
}

export const TYPES = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
};

export function addBlob(layout: Layout, mediaType: string, content: Uint8Array | object): Named {
  const bytes = content instanceof Uint8Array ? content : Buffer.from(JSON.stringify(content));
  const hex = sha256(bytes);
  layout.set(`blobs/sha256/${hex}`, bytes);
  return { mediaType, digest: `sha256:${hex}`, size: bytes.byteLength };
}

function layerBytes({ isGzipped = false }: ImageSpec, layer: ImageSpec['layers'][number]): Uint8Array {
  const bytes = layer instanceof Uint8Array ? layer : buildTar(layer);
  return isGzipped ? gzipSync(bytes) : bytes;
}

function configuration(spec: ImageSpec): object {
  const diffIds = spec.layers.map((layer) => `sha256:${sha256(layerBytes({ layers: [] }, layer))}`);
  const { architecture = 'amd64', config = {} } = spec;
  return { architecture, os: 'linux', config, rootfs: { type: 'layers', diff_ids: diffIds } };
}

/** Adds the blobs of an image and returns its descriptor for an index. */
export function addImage(layout: Layout, spec: ImageSpec): Named {
  const { layerType = TYPES.layer, architecture = 'amd64' } = spec;
  const manifest = {
    schemaVersion: 2,
    config: addBlob(layout, TYPES.config, configuration(spec)),
    layers: spec.layers.map((layer) => addBlob(layout, layerType, layerBytes(spec, layer))),
  };
  return { ...addBlob(layout, TYPES.manifest, manifest), platform: { os: 'linux', architecture } };
}

export function setIndex(layout: Layout, manifests: readonly Named[]): void {
  layout.set('oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}'));
  layout.set('index.json', Buffer.from(JSON.stringify({ schemaVersion: 2, manifests })));
}

export function ociLayout(spec: ImageSpec): Layout {
  const layout: Layout = new Map();
  setIndex(layout, [addImage(layout, spec)]);
  return layout;
}

/** The output of `docker save`. */
export function dockerArchive(spec: ImageSpec): Layout {
  const layout: Layout = new Map();
  const config = Buffer.from(JSON.stringify(configuration(spec)));
  const layers = spec.layers.map((layer, index) => {
    const name = `${sha256(String(index))}/layer.tar`;
    layout.set(name, layerBytes(spec, layer));
    return name;
  });
  layout.set(`${sha256(config)}.json`, config);
  const manifest = [{ Config: `${sha256(config)}.json`, RepoTags: ['x:1'], Layers: layers }];
  return layout.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
}

export function layoutTar(layout: Layout, more: readonly TarPart[] = []): Buffer {
  const parts = [...layout].map(([name, content]) => ({ name, content }));
  return buildTar([...parts, ...more]);
}

/** Opens an image, or a file that claims to be one. */
export function openImageBytes(bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<Unpacked> {
  return unpackBytes(bytes, 'image.tar', limits);
}
