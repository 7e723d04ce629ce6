import type { SignatureFile } from '../../src/signatures/index.js';
import { fitsGlob } from '../../src/signatures/text/glob.js';

/** A file for one rule, at a path where the rule looks, with text that makes it look as often as possible. */
export interface AdversarialFile {
  readonly path: string;
  readonly text: string;
}

/** Texts of the examples at paths that the rule is for. */
function textsOf({ applies, examples }: SignatureFile, which: 'bad' | 'good'): [string, string][] {
  const files = examples[which].flatMap(({ files: own }) => Object.entries(own));
  return files.flatMap(([path, content]) =>
    typeof content === 'string' && fitsGlob(path, applies.files) ? [[path, content]] : [],
  );
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** Text that nearly matches a rule: its keywords, its near misses, and truncated matches. */
function unitsOf(rule: SignatureFile): readonly string[] {
  const { keywords, alsoKeywords } = rule;
  const bad = textsOf(rule, 'bad').map(([, text]) => oneLine(text));
  const good = textsOf(rule, 'good').map(([, text]) => oneLine(text));
  const pairs = alsoKeywords.map((second, at) => `${keywords[at % keywords.length] ?? ''}${second}`);
  return [
    keywords.join(''),
    [...keywords, ...alsoKeywords].join(' '),
    pairs.join('('),
    ...bad.flatMap((text) => [text.slice(0, text.length / 2), text.slice(0, -3)]),
    ...good,
  ].filter((unit) => unit !== '');
}

function repeated(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

/** A manifest of this many characters whose scripts, dependencies and fields nearly match rules. */
function manifestOf(unit: string, length: number): string {
  const part = repeated(unit, Math.floor(length / 4));
  const scripts = { preinstall: part, install: `node setup.js; ${part}`, postinstall: part };
  return JSON.stringify({ name: 'p', version: '1.0.0', scripts, dependencies: { x: part } });
}

/** Files of one line and of this many characters, at which a rule has as much to look as its own examples can make it. */
export function adversarialFiles(rule: SignatureFile, length: number): readonly AdversarialFile[] {
  const [[path] = [rule.applies.files[0]?.replaceAll('*', 'a').replace(/^\//, '') ?? 'a.js']] = [
    ...textsOf(rule, 'bad'),
    ...textsOf(rule, 'good'),
  ];
  return unitsOf(rule).map((unit) => ({
    path,
    text: path.endsWith('package.json') ? manifestOf(unit, length) : repeated(unit, length),
  }));
}

/** Code with expensive call arguments: nested calls and values, and one name that is assigned over and over. */
export function adversarialTrees(length: number): readonly AdversarialFile[] {
  const nested = `${'eval(a,'.repeat(400)}atob${')'.repeat(400)};`;
  const values = `${'a=b=c=[eval('.repeat(200)}atob(x)${')]'.repeat(200)};`;
  const templates = `${'`a${'.repeat(400)}atob(x)${'}b`'.repeat(400)};`;
  const called = `${'eval(`${'.repeat(200)}atob(x)${'}`)'.repeat(200)};`;
  const joined = `eval("a"${'.concat(`${atob(x)}`)'.repeat(400)});`;
  const sums = `eval("a"${'+`${atob(x)}`'.repeat(400)});`;
  const units = [
    nested,
    values,
    templates,
    called,
    joined,
    sums,
    'a=atob(a);eval(a);',
    'var a=eval(a);',
    'eval(a+b+c+atob);',
  ];
  return units.map((unit) => ({ path: 'a.js', text: repeated(unit, length - (length % unit.length)) }));
}
