import { limitOf } from '../files/index.js';
import { parseAndKeep, scriptText } from '../syntax/index.js';
import type { FileTree } from '../files/index.js';
import type { ProgramFile } from './flow/follow-program.js';

/** Ending of files whose content is data. */
export const JSON_FILE = /\.json$/i;
/** Keywords of schemas: other data is one value of which nothing is known. */
const SCHEMA = /"(?:properties|\$ref|items|anyOf|oneOf|allOf|enum|pattern)"\s*:/;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A JSON file as a module that exports its value. Only schemas are read; other files export data of which nothing is known. */
export function jsonModule(tree: FileTree, bytes: Uint8Array): ProgramFile | null {
  const text = bytes.length <= limitOf('json-schema') ? scriptText(bytes) : '';
  const value = SCHEMA.test(text) && isJson(text) ? text : '0';
  const code = `module.exports = ${value}`;
  const parsed = parseAndKeep(tree, code);
  return typeof parsed === 'string' ? null : { text: code, tree: parsed };
}
