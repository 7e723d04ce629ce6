import { createHash } from 'node:crypto';
import type { AccountAccess } from '../access/access.js';
import { Refusal } from '../access/refusal.js';

/** An image in a private registry of AWS. */
export interface ImageName {
  readonly account: string;
  readonly region: string;
  readonly repository: string;
  /** `sha256:…` */
  readonly digest: string;
}

export interface ImageManifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly text: string;
  /** Configuration and layers. */
  readonly blobs: readonly { readonly digest: string; readonly bytes: number }[];
}

const ADDRESS =
  /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.[a-z0-9.-]+\/([a-z0-9._/-]+)@(sha256:[0-9a-f]{64})$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const MEDIA_TYPES = [OCI_MANIFEST, 'application/vnd.docker.distribution.manifest.v2+json'];
const ACTION = 'ecr:BatchGetImage';

/** The parts of an image's address; null when it is none of a private registry, by digest. */
export function imageNameOf(address: string): ImageName | null {
  const [, account, region, repository, digest] = ADDRESS.exec(address) ?? [];
  return account && region && repository && digest ? { account, region, repository, digest } : null;
}

function sha256Of(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

function blobOf(value: unknown): { digest: string; bytes: number } {
  const { digest, size } = (value ?? {}) as { digest?: unknown; size?: unknown };
  // A negative size would make room for others: the sizes are added up before anything is downloaded.
  const isSize = typeof size === 'number' && Number.isSafeInteger(size) && size >= 0;
  if (typeof digest !== 'string' || !DIGEST.test(digest) || !isSize) {
    throw new Refusal('failed', ACTION, 'MalformedManifest');
  }
  return { digest, bytes: size };
}

function parse(text: string): { config?: unknown; layers?: unknown } {
  try {
    return (JSON.parse(text) ?? {}) as { config?: unknown; layers?: unknown };
  } catch {
    throw new Refusal('failed', ACTION, 'MalformedManifest');
  }
}

function blobsOf(manifest: string): ImageManifest['blobs'] {
  const { config, layers } = parse(manifest);
  return [config, ...(Array.isArray(layers) ? (layers as unknown[]) : [])].map(blobOf);
}

/**
 * The manifest of an image, checked by its digest.
 * @throws Refusal
 */
export async function readManifest(access: AccountAccess, name: ImageName): Promise<ImageManifest> {
  const { BatchGetImageCommand } = await import('@aws-sdk/client-ecr');
  const client = await access.clients.ecr(name.region);
  const command = new BatchGetImageCommand({
    registryId: name.account,
    repositoryName: name.repository,
    imageIds: [{ imageDigest: name.digest }],
    acceptedMediaTypes: MEDIA_TYPES,
  });
  const { images = [], failures = [] } = await access.call(name.region, ACTION, () => client.send(command));
  const { imageManifest: text, imageManifestMediaType } = images[0] ?? {};
  if (text === undefined) throw new Refusal('absent', ACTION, failures[0]?.failureCode ?? 'ImageNotFound');
  if (sha256Of(text) !== name.digest) throw new Refusal('failed', ACTION, 'OtherBytesThanPromised');
  return {
    digest: name.digest,
    mediaType: imageManifestMediaType ?? OCI_MANIFEST,
    text,
    blobs: blobsOf(text),
  };
}

/** The link to a blob of an image. @throws Refusal */
export async function blobLink(access: AccountAccess, name: ImageName, digest: string) {
  const { GetDownloadUrlForLayerCommand } = await import('@aws-sdk/client-ecr');
  const client = await access.clients.ecr(name.region);
  const action = 'ecr:GetDownloadUrlForLayer';
  const { downloadUrl } = await access.call(name.region, action, () =>
    client.send(
      new GetDownloadUrlForLayerCommand({
        registryId: name.account,
        repositoryName: name.repository,
        layerDigest: digest,
      }),
    ),
  );
  return { action, url: downloadUrl, sha256: digest.slice('sha256:'.length) };
}
