import { limitOf } from '../../files/index.js';
import type { RecognisedText } from '../recognised-text.js';

/** How likely a name is that of the code which says it. */
const CERTAIN = 2;
const LIKELY = 1;

/** Texts between quotes, of a length that messages have. */
const TEXT = /["'`]([^"'`\\\n]{2,200})["'`]/g;
/** What a manifest that was inlined says of who develops the package. */
const DEVELOPMENT = /devDependencies["']?:\s*\{[^{}]*\}/g;

const NAME = String.raw`(?:@(?!types\/)[a-z0-9][\w.-]{0,60}\/)?[a-z0-9][\w.-]{0,60}`;
/** The address of a project: owner and name. */
const PROJECT = /github\.com\/([\w.-]{1,40})\/([\w.-]{1,60})/;
/** Before a message, or a part of the package: `name: …`, `[name] …`, `name/part`, `name@1.0.0`. */
const PREFIX = new RegExp(String.raw`^\[?(${NAME})(?:\]|: |@\d|\/)`);
/** Nothing else: a word alone is a word. */
const WHOLE = /^[a-z0-9][a-z0-9_]*[-.][\w.-]{1,60}$/;
/** Nothing but a name looks like this. */
const SCOPED = /@(?!types\/)[a-z0-9][\w.-]{0,60}\/[a-z0-9][\w.-]{0,60}/;

/** Names that one text may say, and how likely each is meant. */
function namesIn(text: string): [name: string, likelihood: number][] {
  const found: [string, number][] = [];
  const [, owner = '', project = ''] = PROJECT.exec(text) ?? [];
  const name = project.replace(/\.git$/, '').toLowerCase();
  if (name) found.push([name, CERTAIN], [`@${owner.toLowerCase()}/${name}`, CERTAIN]);
  const [scoped] = SCOPED.exec(text) ?? [];
  if (scoped) found.push([scoped, CERTAIN]);
  const [, prefix] = PREFIX.exec(text) ?? [];
  if (prefix) found.push([prefix, LIKELY]);
  if (WHOLE.test(text)) found.push([text, LIKELY]);
  return found;
}

/** Texts in unknown code, but for what says who develops it. */
function* unknownTexts(text: string, { rest }: RecognisedText): Generator<string> {
  let left = limitOf('unknown-text');
  for (const [start, end] of rest.flatMap(({ ranges }) => ranges)) {
    const part = text.slice(start, Math.min(end, start + left));
    left -= part.length;
    for (const [, words = ''] of part.replace(DEVELOPMENT, '').matchAll(TEXT)) yield words;
  }
}

/**
 * Names that code which nothing explains says in its texts, of those that may be looked for; the likeliest first. Most of them it
 * only uses: whether a package is there is told by its code alone.
 */
export function namesInCode(
  text: string,
  recognised: RecognisedText,
  mayLook: (name: string) => boolean,
): string[] {
  const found = new Map<string, number>();
  for (const words of unknownTexts(text, recognised))
    for (const [name, likelihood] of namesIn(words))
      if (likelihood > (found.get(name) ?? 0) && mayLook(name)) found.set(name, likelihood);
  return [...found].sort(([, a], [, b]) => b - a).map(([name]) => name);
}
