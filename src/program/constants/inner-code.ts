import { Buffer } from 'node:buffer';
import type { AnyNode } from 'acorn';
import { limitOf } from '../../files/index.js';
import { parseScript } from '../../syntax/index.js';
import { bareNode } from '../scopes/bare-node.js';
import { nameOfKey } from '../scopes/name-of-key.js';

/** Functions that run a text. */
const RUNNERS: ReadonlySet<string> = new Set(
  'eval Function AsyncFunction GeneratorFunction constructor runInThisContext runInNewContext runInContext compileFunction Script Worker _compile setTimeout setInterval setImmediate SourceTextModule Blob spawn spawnSync execFile execFileSync fork'.split(
    ' ',
  ),
);

const DATA = /^data:(?:text|application)\/javascript(?:;charset=[\w-]{1,20})?(;base64)?,/i;

/** Whether a call may run texts that it is given. */
export function runsTexts(callee: AnyNode): boolean {
  const node = bareNode(callee);
  if (node.type === 'Identifier') return RUNNERS.has(node.name);
  if (node.type !== 'MemberExpression') return node.type === 'CallExpression';
  return RUNNERS.has(nameOfKey({ computed: node.computed, key: node.property }) ?? '');
}

function dataCode(text: string): string {
  const head = DATA.exec(text);
  if (!head) return text;
  const rest = text.slice(head[0].length);
  if (head[1] !== undefined) return Buffer.from(rest, 'base64').toString('utf8');
  try {
    return decodeURIComponent(rest);
  } catch {
    return rest;
  }
}

/** The code of an ES module as a script: `export` is left out, `import` becomes `require`. */
function plainCode(text: string): string {
  return text
    .replace(/\bexport\s{1,9}default\b/g, '0,')
    .replace(/\bexport\s{1,9}(?=const|let|var|function|async|class)/g, '')
    .replace(
      /\bimport\s{1,9}(\*\s{1,9}as\s{1,9})?([\w$]{1,60}|\{[\w$\s,]{1,200}\})\s{1,9}from\s{0,9}(["'][^"'\n]{1,100}["'])/g,
      'const $2 = require($3)',
    );
}

/** Texts that hold a statement or a call: others are names and sentences. */
const CODE = /[\w$\])]\s{0,9}\(|=>|\bimport\b|\brequire\b/;

/** Code in a text, as an expression that runs it; null of other texts. */
export function innerCode(text: string): string | null {
  if (text.length > limitOf('computed-text') || !CODE.test(text)) return null;
  const run = `(async function(){${plainCode(dataCode(text))}\n})()`;
  return parseScript(run) ? run : null;
}
