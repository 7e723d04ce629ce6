import { createHash } from 'node:crypto';

/** Identifies a whole text. Sources in a source map are the published texts, comments and names included. */
export interface TextFacts {
  /** The first 32 bits of a sha256. */
  readonly hash: number;
  /** In bytes. Descriptions of builds have only this. */
  readonly size: number;
}

/** Facts of a text, without its byte order mark and with unified line ends: tools change both. */
export function textFacts(text: string): TextFacts {
  const own = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const hash = createHash('sha256').update(own.replaceAll('\r\n', '\n')).digest().readUInt32BE();
  return { hash, size: Buffer.byteLength(own) };
}
