import type { BundleText } from '../bundle-text.js';
import { silence, type Claim, type EvidenceReader, type Mention, type Testimony } from '../evidence.js';
import { GENERATED } from '../source-owner.js';
import { moduleMarks, type ModuleMark } from './module-marks.js';

/** esbuild's helper functions, before the first module. */
const HELPERS = /\b__(?:defProp|commonJS|esm|export|toESM|getOwnPropNames|create|require|name)\b/;
const MAX_PRELUDE = 8192;

function bundlerOf(text: string): 'esbuild' | 'webpack' | null {
  if (text.includes('/***/') || text.includes('\n;// ')) return 'webpack';
  return text.includes('// ') ? 'esbuild' : null;
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

function testify({ path, text }: BundleText): Testimony | null {
  const bundler = bundlerOf(text);
  const marks = bundler ? moduleMarks(text, bundler) : [];
  const mentions = mentionsOf(marks);
  if (mentions.length === 0) return null;
  return { ...silence(path), mentions, claims: claimsOf(text, marks) };
}

/** Comments and keys with modules' paths, which esbuild and webpack leave in what is not minified. */
export const pathComments: EvidenceReader = {
  id: 'path-comments',
  title: 'Path comments and module keys',
  method: 'path-comment',
  read: (bundle) => Promise.resolve(testify(bundle)),
};
