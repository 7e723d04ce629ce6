/** Files that mark a folder as an image layout. */
export const LAYOUT_INDEX = 'index.json';
export const LAYOUT_MARK = 'oci-layout';

/** A layer of an image as it is kept. */
export interface LayerFile {
  readonly path: string;
  readonly mediaType: string;
  /** What its bytes as kept must hash to; without, the configuration says what they must hash to once inflated. */
  readonly digest?: string | undefined;
}

/** What an image is made of. */
export interface ImageParts {
  readonly config: { readonly path: string; readonly digest?: string | undefined };
  /** The lowest first. */
  readonly layers: readonly LayerFile[];
}

/** Where a layout keeps the bytes of a digest. */
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

/** True if a file or folder of this path may be a part of an image, told by its first segment. */
export function isImagePart(path: string): boolean {
  const [top = ''] = path.split('/', 1);
  return NAMES.has(top) || NAMED_BY_DIGEST.test(top);
}
