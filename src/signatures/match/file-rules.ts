import {
  contentKind,
  interpretedAs,
  isNodeScriptName,
  isTypeScriptName,
  mayBeScript,
  SCRIPT_ENDINGS,
  type ContentKind,
  type ScriptEnding,
} from '../../program/index.js';
import type { CompiledRules } from './compiled-rules.js';
import type { RuleLookup } from './rule-lookup.js';
import type { ScannedFile } from './scanned-file.js';
import type { Signature } from '../signature-schema.js';

/** The rules that may apply to a file. */
export interface FileRules {
  /** Those for its name. */
  readonly byName: RuleLookup | undefined;
  /** Those for scripts, where its name is not a script's. */
  readonly asScript: RuleLookup | undefined;
  /** Whether Node runs the file as a script whatever it holds: TypeScript of the application. */
  readonly isTypeScript: boolean;
  /** Those for scripts of another interpreter, where its name is not that of such a script. */
  readonly asInterpreted: (ending: ScriptEnding) => RuleLookup | undefined;
}

/**
 * The rules for a path inside a subject; null without any.
 * @param isOwn whether the file is the application's.
 */
export function rulesForPath(
  path: string,
  { lookupFor }: Pick<CompiledRules, 'lookupFor'>,
  isOwn: boolean,
): FileRules | null {
  const byName = lookupFor(path);
  // Globs of rules end in the endings of scripts: a script with another name is matched as if it had such an ending.
  const asScript = isNodeScriptName(path) ? undefined : lookupFor(`${path}.js`);
  const asInterpreted: FileRules['asInterpreted'] = (ending) =>
    path.endsWith(ending) ? undefined : lookupFor(`${path}${ending}`);
  const isWanted = byName || asScript || SCRIPT_ENDINGS.some(asInterpreted);
  return isWanted ? { byName, asScript, asInterpreted, isTypeScript: isOwn && isTypeScriptName(path) } : null;
}

function candidatesBeside(
  own: ReadonlySet<Signature>,
  lookup: RuleLookup | undefined,
  file: Pick<ScannedFile, 'bytes' | 'keywords'>,
): readonly Signature[] {
  return [...(lookup?.candidates(file) ?? [])].filter((rule) => !own.has(rule));
}

function kindOf(
  bytes: Uint8Array,
  { isNamed, isTypeScript }: Pick<FileRules, 'isTypeScript'> & { readonly isNamed: boolean },
): ContentKind {
  // Types do not parse as JavaScript; a statement with types that may hide a call makes the scan incomplete.
  return isTypeScript ? 'script' : contentKind(bytes, isNamed);
}

/** Rules that could match in a file. */
export interface CandidateRules {
  readonly certain: readonly Signature[];
  /** Rules for scripts, where the content does not show whether the file is one: they count if code names the file. */
  readonly suspected: readonly Signature[];
}

/**
 * Which of a file's rules could match in it, by its keywords and its content.
 * @param isNamed whether it may be run although its first characters do not parse.
 */
export function candidateRules(
  file: Pick<ScannedFile, 'bytes' | 'keywords'>,
  { byName, asScript, asInterpreted, isTypeScript }: FileRules,
  isNamed: boolean,
): CandidateRules {
  const own = byName?.candidates(file) ?? new Set<Signature>();
  const ending = interpretedAs(file.bytes);
  const others = candidatesBeside(own, ending ? asInterpreted(ending) : asScript, file);
  // Another interpreter runs it, so Node does not.
  if (ending) return { certain: [...own, ...others], suspected: [] };
  const kind = others.length > 0 ? kindOf(file.bytes, { isNamed, isTypeScript }) : 'data';
  return {
    certain: kind === 'script' ? [...own, ...others] : [...own],
    suspected: kind === 'unknown' && mayBeScript(file.bytes, { isNamed }) ? others : [],
  };
}
