import type { KnownContent, KnownFile } from './release-store.js';

/** What was read of a file. */
export type SeenContent =
  /** `hash`: the first 8 bytes of its sha256, in hex. */
  | { readonly kind: 'source'; readonly hash: string; readonly size: number }
  /** `sourceSize`: bytes of the source that it was compiled from; null where it does not say. */
  | { readonly kind: 'compiled'; readonly sourceSize: number | null }
  | { readonly kind: 'module'; readonly identity: string | null }
  | { readonly kind: 'library' };

/** A file of a tree at a place where a package has one. */
export interface SeenFile {
  /** In the tree. */
  readonly path: string;
  readonly known: KnownFile;
  readonly content: SeenContent;
  /** Texts in it that may be its package's version; empty where it was not searched. */
  readonly versionTexts: Iterable<string>;
}

function releasesOf(contents: readonly KnownContent[], isSame: (content: KnownContent) => boolean): number {
  return contents.filter(isSame).reduce((all, { releases }) => all | releases, 0);
}

/** Releases that have a file with this content, as bits; 0 if none has; null where the content tells nothing. */
export function releasesWith({ known, content }: SeenFile): number | null {
  const { contents, releases } = known;
  // A library's name holds the hash of its content.
  if (content.kind === 'library') return releases;
  // A build for another platform has another identity.
  if (content.kind === 'module') return releasesOf(contents, ({ hash }) => hash === content.identity) || null;
  // Empty sources are all alike.
  if (content.kind === 'compiled')
    return content.sourceSize ? releasesOf(contents, ({ size }) => size === content.sourceSize) : null;
  return content.size === 0 ? null : releasesOf(contents, ({ hash }) => hash === content.hash);
}

/** Bytes of source that a file stands for. */
export function sourceBytes({ content }: SeenFile): number {
  if (content.kind === 'source') return content.size;
  return content.kind === 'compiled' ? (content.sourceSize ?? 0) : 0;
}
