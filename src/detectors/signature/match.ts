import type { RE2JS } from 're2js';
import { lineAt, shorten, type Hit } from './hit.js';
import type { LifecycleScript } from './lifecycle-scripts.js';
import { fieldsOf } from './manifest-fields.js';
import { matchFile } from './match-file.js';
import { matchText } from './match-text.js';
import { matchTree } from './match-tree.js';
import type { ScannedFile } from './scanned-file.js';
import type { Matcher } from './schema.js';

/** A lifecycle script with the text of the file that it runs: null when it names none, undefined when that is gone. */
export interface ResolvedScript extends LifecycleScript {
  readonly text: string | null | undefined;
}

/** What the matchers of one rule look at. */
export interface MatchContext {
  readonly file: ScannedFile;
  readonly keywords: readonly string[];
  /** Parsed package.json of the subject, undefined without one. */
  readonly manifest: unknown;
  readonly scripts: readonly ResolvedScript[];
  readonly pattern: (source: string) => RE2JS;
}

type ScriptMatcher = Extract<Matcher, { script: unknown }>['script'];

const MANIFEST = 'package.json';

function matchManifest(field: string, matches: string, { manifest, pattern }: MatchContext): readonly Hit[] {
  const fitting = fieldsOf(manifest, field).filter(({ text }) => pattern(matches).matcher(text).find());
  return fitting.map(({ path, text }) => ({
    path: MANIFEST,
    offset: 0,
    line: null,
    detail: shorten(`${path}: ${text}`),
  }));
}

function hitInScript({ runs, text }: ResolvedScript, runsPattern: RE2JS): Hit | null {
  if (typeof text !== 'string') return null;
  const matcher = runsPattern.matcher(text);
  if (!matcher.find()) return null;
  const offset = matcher.start();
  return { path: runs ?? '', offset, line: lineAt(text, offset), detail: shorten(matcher.group() ?? '') };
}

function matchScript(wanted: ScriptMatcher, { scripts, pattern }: MatchContext): readonly Hit[] {
  return scripts.flatMap((script): Hit[] => {
    const { event, command, text } = script;
    if (wanted.event !== 'any' && wanted.event !== event) return [];
    if (wanted.gone && text !== undefined) return [];
    if (wanted.command !== undefined && !pattern(wanted.command).matcher(command).find()) return [];
    const shown: Hit = {
      path: MANIFEST,
      offset: 0,
      line: null,
      detail: shorten(`scripts.${event}: ${command}`),
    };
    if (wanted.runs === undefined) return [shown];
    const inside = hitInScript(script, pattern(wanted.runs));
    return inside ? [shown, inside] : [];
  });
}

/**
 * What a matcher sees in a file, null when it does not match. `not` matches without anything to show.
 */
export function match(matcher: Matcher, context: MatchContext): readonly Hit[] | null {
  if ('all' in matcher) {
    const parts = matcher.all.map((part) => match(part, context));
    return parts.every((part) => part !== null) ? parts.flat() : null;
  }
  if ('any' in matcher)
    return matcher.any.map((part) => match(part, context)).find((part) => part !== null) ?? null;
  if ('not' in matcher) return match(matcher.not, context) === null ? [] : null;
  const hits = hitsOf(matcher, context);
  return hits.length > 0 ? hits : null;
}

type Primitive = Exclude<Matcher, { all: unknown } | { any: unknown } | { not: unknown }>;

function hitsOf(matcher: Primitive, context: MatchContext): readonly Hit[] {
  const { file, keywords, pattern } = context;
  if ('text' in matcher)
    return matchText(file, { pattern: pattern(matcher.text), keywords, atLeast: matcher.atLeast });
  if ('manifest' in matcher) return matchManifest(matcher.manifest, matcher.matches, context);
  if ('file' in matcher) return matchFile(file, matcher.file);
  if ('script' in matcher) return matchScript(matcher.script, context);
  return matchTree(file, matcher.tree, pattern);
}
