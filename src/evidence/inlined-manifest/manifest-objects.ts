import { limitOf } from '../../files/index.js';
import { isPackageName, versionIn } from '../../ecosystems/index.js';

/** An object in a bundle that was a package.json. */
export interface ManifestObject {
  readonly name: string;
  readonly version: string;
  /** In UTF-16 code units. */
  readonly start: number;
}

const VERSION =
  /["']?(?<![\w$])version["']?\s{0,2}:\s{0,2}["'`](\d{1,9}\.\d{1,9}\.\d{1,9}[^"'`\n]{0,40})["'`]/g;
const NAME = /["']?(?<![\w$])name["']?\s{0,2}:\s{0,2}["'`]([^"'`\n]{1,214})["'`]/g;
/** A field that only manifests have together with a name and a version. */
const FIELD =
  /(?<![\w$])(?:main|license|repository|dependencies|devDependencies|scripts|author|bugs|homepage|keywords|engines)["']?\s{0,2}:/;
const PRIVATE = /(?<![\w$])private["']?\s{0,2}:\s{0,2}(?:true|!0)/;
const NEAR = 1200;

/** The last name before a version in the same object: no brace stands between them. */
function nameBefore(text: string, at: number): { readonly name: string; readonly start: number } | null {
  const from = Math.max(0, at - NEAR);
  const near = text.slice(from, at);
  const before = near.slice(near.lastIndexOf('{') + 1);
  const last = [...before.matchAll(NAME)].at(-1);
  return last?.[1] !== undefined && isPackageName(last[1])
    ? { name: last[1], start: at - before.length + last.index }
    : null;
}

/** Every inlined manifest of a package that is not private. */
export function manifestObjects(text: string): ManifestObject[] {
  const found: ManifestObject[] = [];
  let versions = 0;
  for (const match of text.matchAll(VERSION)) {
    if ((versions += 1) > limitOf('inlined-versions')) break;
    const named = nameBefore(text, match.index);
    const version = versionIn(match[1] ?? '');
    if (!named || version === null) continue;
    const around = text.slice(named.start, match.index + NEAR);
    if (FIELD.test(around) && !PRIVATE.test(around)) found.push({ ...named, version });
  }
  return found;
}
