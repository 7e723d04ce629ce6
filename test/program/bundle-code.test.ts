import { expect, it } from 'vitest';
import { parseScript } from '../../src/syntax/index.js';
import { bundleParts } from '../../src/program/bundle-parts.js';

const HELPER = `var w = (f, m) => () => (m || f((m = { exports: {} }).exports, m), m.exports);`;

/** The code of each part after the helper: `0:` and a text that runs, `0?` and functions that are only declared. */
function codeOf(text: string): string[] {
  const whole = `${HELPER}${text}`;
  const { code } = bundleParts(parseScript(whole) ?? (undefined as never));
  return code
    .map((each) => ({ ...each, start: Math.max(each.start, HELPER.length) }))
    .filter(({ start, end }) => start < end)
    .map(({ start, end, part, isRun }) => `${part}${isRun ? ':' : '?'}${whole.slice(start, end)}`);
}

it.each<[what: string, text: string, code: readonly string[]]>([
  ['a wrapper is no code of its own', `var a = w((e, m) => { m(1); });`, ['1:{ m(1); }']],
  [
    'nor is an empty variable beside it',
    `var seen, b = {}; var a = w((e, m) => { m(1); });`,
    ['1:{ m(1); }'],
  ],
  [
    'code beside it in one statement',
    `var c = f(), a = w((e, m) => { m(1); }), d = g();`,
    ['0:var c = f()', '1:{ m(1); }', '0:d = g()'],
  ],
  [
    'declared functions and code are apart',
    `function x() {} function y() {} f(); var a = w((e, m) => { m(1); });`,
    ['0?function x() {} function y() {}', '0:f();', '1:{ m(1); }'],
  ],
  [
    'code around a module in a module',
    `var a = w((e, m) => { f(); var b = w((e, m) => { m(2); }); g(); });`,
    ['1:f();', '2:{ m(2); }', '1:g();'],
  ],
])('%s', (_what, text, code) => {
  expect(codeOf(text)).toEqual(code);
});
