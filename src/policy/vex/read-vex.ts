import type { VexStatement } from '../vex-statement.js';
import { readCsaf } from './csaf.js';
import { wrongVex } from './document.js';
import { readOpenVex } from './openvex.js';

function parse(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw wrongVex(source, 'it is not JSON', cause);
  }
}

function isOpenVex(value: object): boolean {
  if (!('@context' in value)) return false;
  const contexts: readonly unknown[] = [value['@context']].flat();
  return contexts.some((context) => typeof context === 'string' && context.includes('openvex.dev/ns'));
}

function isCsaf(value: object): boolean {
  const { document } = value as { readonly document?: unknown };
  if (typeof document !== 'object' || document === null || !('category' in document)) return false;
  return typeof document.category === 'string' && document.category.startsWith('csaf_');
}

/**
 * Reads a document of VEX statements: OpenVEX or CSAF, in JSON.
 * @param source its name in messages.
 * @throws ScanError `config` with the reason.
 */
export function readVex(text: string, source: string): VexStatement[] {
  const value = parse(text, source);
  if (typeof value === 'object' && value !== null) {
    if (isOpenVex(value)) return readOpenVex(value, source);
    if (isCsaf(value)) return readCsaf(value, source);
  }
  throw wrongVex(source, 'it is neither OpenVEX nor CSAF');
}
