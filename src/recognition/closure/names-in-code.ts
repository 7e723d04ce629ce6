import { limitOf } from '../../files/index.js';
import type { RecognisedText } from '../recognised-text.js';

/** A package name in a text, and whether the text can mean nothing else. */
type NameInText = readonly [name: string, isCertain: boolean];

/** Texts between quotes, as long as messages are. */
const TEXT = /["'`]([^"'`\\\n]{2,200})["'`]/g;
/** The development dependencies in an inlined manifest. */
const DEVELOPMENT = /devDependencies["']?:\s*\{[^{}]*\}/g;

const NAME = String.raw`(?:@(?!types\/)[a-z0-9][\w.-]{0,60}\/)?[a-z0-9][\w.-]{0,60}`;
/** The address of a project: owner and name. */
const PROJECT = /github\.com\/([\w.-]{1,40})\/([\w.-]{1,60})/;
/** A name before a message, or with a part of the package: `name: …`, `[name] …`, `name/part`, `name@1.0.0`. */
const PREFIX = new RegExp(String.raw`^\[?(${NAME})(?:\]|: |@\d|\/)`);
/** A text that is only a name with a hyphen or a dot: a plain word is a word. */
const WHOLE = /^[a-z0-9][a-z0-9_]*[-.][\w.-]{1,60}$/;
/** A name with a scope: nothing else looks like it. */
const SCOPED = /@(?!types\/)[a-z0-9][\w.-]{0,60}\/[a-z0-9][\w.-]{0,60}/;

/** Package names that one text may contain. */
function namesIn(text: string): NameInText[] {
  const found: NameInText[] = [];
  const [, owner = '', project = ''] = PROJECT.exec(text) ?? [];
  const name = project.replace(/\.git$/, '').toLowerCase();
  if (name) found.push([name, true], [`@${owner.toLowerCase()}/${name}`, true]);
  const [scoped] = SCOPED.exec(text) ?? [];
  if (scoped) found.push([scoped, true]);
  const [, prefix] = PREFIX.exec(text) ?? [];
  if (prefix) found.push([prefix, false]);
  if (WHOLE.test(text)) found.push([text, false]);
  return found;
}

/** Texts in unknown code, without development dependencies. */
function* unknownTexts(text: string, { rest }: RecognisedText): Generator<string> {
  let left = limitOf('unknown-text');
  for (const [start, end] of rest.flatMap(({ ranges }) => ranges)) {
    const part = text.slice(start, Math.min(end, start + left));
    left -= part.length;
    for (const [, words = ''] of part.replace(DEVELOPMENT, '').matchAll(TEXT)) yield words;
  }
}

/**
 * Package names in the texts of unknown code that may be looked up, the certain ones first. The code only uses most of these
 * packages: whether one is there is decided by comparing its code.
 */
export function namesInCode(
  text: string,
  recognised: RecognisedText,
  mayLook: (name: string) => boolean,
): string[] {
  const found = new Map<string, boolean>();
  for (const words of unknownTexts(text, recognised))
    for (const [name, isCertain] of namesIn(words)) {
      const isNews = found.get(name) === undefined || (isCertain && found.get(name) === false);
      if (isNews && mayLook(name)) found.set(name, isCertain);
    }
  return [...found].sort(([, a], [, b]) => Number(b) - Number(a)).map(([name]) => name);
}
