import { scriptText, type ScriptText } from '../syntax/index.js';

/** A bundle as text. Positions are in UTF-16 code units, as source maps and syntax trees have them. */
export interface BundleText extends ScriptText {
  /** Path inside the artifact. */
  readonly path: string;
}

/** A bundle's bytes as text, as `scriptText` reads them. */
export function bundleText(path: string, bytes: Uint8Array): BundleText {
  return { path, size: bytes.length, text: scriptText(bytes) };
}
