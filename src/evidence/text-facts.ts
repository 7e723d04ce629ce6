import { createHash } from 'node:crypto';

/** A whole text, told from others: the sources in a source map are what was published, comments and names and all. */
export interface TextFacts {
  /** 32 bits. */
  readonly hash: number;
  /** In bytes; descriptions of builds know no more. */
  readonly size: number;
}

/** Facts of a text, without its byte order mark, and whatever its lines end with: tools change both. */
export function textFacts(text: string): TextFacts {
  const own = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const hash = createHash('sha256').update(own.replaceAll('\r\n', '\n')).digest().readUInt32BE();
  return { hash, size: Buffer.byteLength(own) };
}
