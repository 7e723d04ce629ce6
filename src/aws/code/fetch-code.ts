import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AccountAccess } from '../access/access.js';
import { functionLink, imageAddress, layerLink, linkOf, type CodeLink } from './code-link.js';
import type { DeployedVersion } from '../survey/deployed-version.js';
import { download, type DownloadOptions } from './download.js';
import { blobLink, imageNameOf, readManifest, type ImageManifest, type ImageName } from './image-manifest.js';
import { Refusal } from '../access/refusal.js';

/** Code to fetch. */
export type WantedCode =
  | { readonly kind: 'function'; readonly version: DeployedVersion }
  | { readonly kind: 'layer'; readonly arn: string }
  | { readonly kind: 'image'; readonly version: DeployedVersion };

export interface FetchedCode {
  /** A zip, or a folder with an image in OCI layout; null: it is known, and was not downloaded. */
  readonly hostPath: string | null;
  /** Downloaded. */
  readonly bytes: number;
  /** Hex: of the zip, or of the image's manifest. */
  readonly sha256: string;
}

export interface FetchOptions extends DownloadOptions {
  /** Fetched files are put below it, and are the caller's to delete. */
  readonly folder: string;
  readonly maxImageBytes: number;
  /** Called before a download. */
  readonly isKnown: (sha256: string) => Promise<boolean>;
}

/** Links expire and connections break: each attempt requests its own link. */
const ATTEMPTS = 3;

async function fetchFile(
  askLink: () => Promise<CodeLink>,
  file: string,
  options: DownloadOptions & Partial<Pick<FetchOptions, 'isKnown'>>,
): Promise<FetchedCode> {
  for (let made = 1; ; made += 1) {
    const link = await askLink();
    if (await options.isKnown?.(link.sha256)) return { hostPath: null, bytes: 0, sha256: link.sha256 };
    try {
      return { hostPath: file, bytes: await download(link, file, options), sha256: link.sha256 };
    } catch (error) {
      const isFinal = error instanceof Refusal && error.code === 'TooLarge';
      if (made === ATTEMPTS || isFinal || !(error instanceof Refusal)) throw error;
    }
  }
}

async function writeLayout(folder: string, { digest, mediaType, text }: ImageManifest): Promise<void> {
  for (const part of ['.', 'blobs', 'blobs/sha256']) await mkdir(join(folder, part));
  const manifests = [{ mediaType, digest, size: Buffer.byteLength(text) }];
  await writeFile(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  await writeFile(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
  await writeFile(join(folder, 'blobs', digest.replace(':', '/')), text);
}

/** @throws Refusal; all downloaded parts are removed then. */
async function fetchImage(
  access: AccountAccess,
  name: ImageName,
  { folder: parent, maxImageBytes, signal, agent }: FetchOptions,
): Promise<FetchedCode> {
  const manifest = await readManifest(access, name);
  const blobs = [...new Map(manifest.blobs.map((blob) => [blob.digest, blob])).values()];
  if (blobs.reduce((sum, { bytes }) => sum + bytes, 0) > maxImageBytes) {
    throw new Refusal('failed', 'download', 'TooLarge');
  }
  const folder = join(parent, 'image');
  try {
    await writeLayout(folder, manifest);
    let bytes = Buffer.byteLength(manifest.text);
    for (const { digest, bytes: maxBytes } of blobs) {
      const ask = async () => {
        const { action, url, sha256 } = await blobLink(access, name, digest);
        return linkOf(action, url, sha256);
      };
      const file = join(folder, 'blobs', digest.replace(':', '/'));
      bytes += (await fetchFile(ask, file, { maxBytes, signal, agent })).bytes;
    }
    return { hostPath: folder, bytes, sha256: name.digest.slice('sha256:'.length) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Fetches code to the disk, verified by its hash.
 * @throws Refusal
 */
export async function fetchCode(
  access: AccountAccess,
  { region, wanted }: { readonly region: string; readonly wanted: WantedCode },
  given: FetchOptions,
): Promise<FetchedCode> {
  const options = { ...given, agent: access.agent };
  const file = join(options.folder, `${wanted.kind}.zip`);
  if (wanted.kind === 'layer') return fetchFile(() => layerLink(access, region, wanted.arn), file, options);
  const { name, version, codeSha256: sha256 } = wanted.version;
  if (wanted.kind === 'function') {
    return fetchFile(() => functionLink(access, region, { name, version, sha256 }), file, options);
  }
  const image = imageNameOf(await imageAddress(access, region, { name, version }));
  if (!image) throw new Refusal('failed', 'lambda:GetFunction', 'ImageAddressWithoutDigest');
  return fetchImage(access, image, options);
}
