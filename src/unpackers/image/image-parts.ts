/** Files that mark a folder as an image layout. */
export const LAYOUT_INDEX = 'index.json';
export const LAYOUT_MARK = 'oci-layout';

/** A layer of an image as stored. */
export interface LayerFile {
  readonly path: string;
  readonly mediaType: string;
  /** Digest that its stored bytes must have. Without it, the configuration states the digest of the inflated bytes. */
  readonly digest?: string | undefined;
}

/** The configuration and the layers of an image. */
export interface ImageParts {
  readonly config: { readonly path: string; readonly digest?: string | undefined };
  /** Lowest first. */
  readonly layers: readonly LayerFile[];
}

/** Path in a layout of the blob with this digest. */
export function blobPath(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}

const NAMED_BY_DIGEST = /^(?:sha256:)?[0-9a-f]{64}(?:\.json|\.tar|\.tar\.gz)?$/;
const NAMES: ReadonlySet<string> = new Set([
  LAYOUT_MARK,
  LAYOUT_INDEX,
  'manifest.json',
  'repositories',
  'blobs',
]);

/** True if a path may belong to an image, judged by its first segment. */
export function isImagePart(path: string): boolean {
  const [top = ''] = path.split('/', 1);
  return NAMES.has(top) || NAMED_BY_DIGEST.test(top);
}
