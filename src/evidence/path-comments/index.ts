import type { BundleText } from '../bundle-text.js';
import { parseAndKeep } from '../../syntax/index.js';
import {
  noEvidence,
  type Claim,
  type EvidenceReader,
  type Mention,
  type BuildEvidence,
} from '../build-evidence.js';
import { GENERATED } from '../source-owner.js';
import { keyedModules, type KeyedModule, type ParseText } from './module-keys.js';
import { moduleMarks, type ModuleMark } from './module-marks.js';

/** esbuild's helper functions, which it writes before the first module. */
const HELPERS = /\b__(?:defProp|commonJS|esm|export|toESM|getOwnPropNames|create|require|name)\b/;
const MAX_PRELUDE = 8192;

/** Marks of the bundler that left most of them. Code of packages may contain text that looks like another bundler's mark. */
function marksIn(text: string): ModuleMark[] {
  const webpack = text.includes('/***/') || text.includes('\n;// ') ? moduleMarks(text, 'webpack') : [];
  const esbuild = /\/\/(?:#region)? /.test(text) ? moduleMarks(text, 'esbuild') : [];
  return esbuild.length > webpack.length ? esbuild : webpack;
}

function claimsOf(text: string, marks: readonly ModuleMark[]): Claim[] {
  const claims: Claim[] = [];
  const first = marks[0]?.start ?? 0;
  if (first > 0 && first <= MAX_PRELUDE && HELPERS.test(text.slice(0, first)))
    claims.push({ start: 0, end: first, owner: GENERATED });
  for (const [index, { start, owner }] of marks.entries()) {
    const end = marks[index + 1]?.start ?? text.length;
    if (owner) claims.push({ start, end, owner });
  }
  return claims;
}

function mentionsOf(marks: readonly ModuleMark[]): Mention[] {
  const mentions = new Map<string, Mention>();
  for (const { owner, path } of marks) {
    if (owner?.kind !== 'package' || mentions.has(owner.folder)) continue;
    mentions.set(owner.folder, { package: owner, detail: path, confidence: 'high' });
  }
  return [...mentions.values()];
}

/** Claims of modules with keys. Modules overlap only in a text that was made to confuse; such modules are skipped. */
function claimsOfKeys(keys: readonly KeyedModule[]): Claim[] {
  const claims: Claim[] = [];
  for (const { start, end, owner } of keys)
    if (owner && end !== null && start >= (claims.at(-1)?.end ?? 0)) claims.push({ start, end, owner });
  return claims;
}

function evidenceIn({ path, text }: BundleText, parse: ParseText | null): BuildEvidence | null {
  const marks = marksIn(text);
  const mentions = mentionsOf(marks);
  if (mentions.length > 0) return { ...noEvidence(path), mentions, claims: claimsOf(text, marks) };
  const keys = keyedModules(text, parse);
  const keyed = mentionsOf(keys);
  return keyed.length > 0 ? { ...noEvidence(path), mentions: keyed, claims: claimsOfKeys(keys) } : null;
}

/** Reads the module paths in comments and keys that esbuild and webpack leave in code that is not minified. */
export const pathComments: EvidenceReader = {
  id: 'path-comments',
  title: 'Path comments and module keys',
  method: 'path-comment',
  read: (bundle, artifact, { namesOnly }) =>
    Promise.resolve(evidenceIn(bundle, namesOnly ? null : (text) => parseAndKeep(artifact, text))),
};
