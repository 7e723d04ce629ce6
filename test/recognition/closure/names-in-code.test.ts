import { expect, it } from 'vitest';
import type { RecognisedText } from '../../../src/recognition/recognised-text.js';
import { namesInCode } from '../../../src/recognition/closure/names-in-code.js';

const POPULAR = new Set([
  '@owner/plugin',
  'plugin',
  'a-part',
  '@types/a-part',
  'error',
  'string',
  'grunt-part',
]);

/** The names in a text that is unknown as a whole, or only after a position. */
function namesFoundIn(text: string, from = 0): string[] {
  const rest = [{ ranges: [[from, text.length]] }];
  return namesInCode(text, { rest } as unknown as RecognisedText, (name) => POPULAR.has(name));
}

it.each<[string, string, string[]]>([
  ['the name that a plugin is registered by', 'f(g,{name:"@owner/plugin"})', ['@owner/plugin']],
  [
    'an address of its project',
    '"see https://github.com/Owner/plugin.git for more"',
    ['plugin', '@owner/plugin'],
  ],
  ['what it writes before messages', 'throw Error("plugin/lru-map: no such key")', ['plugin']],
  ['a name in brackets', "log('[plugin] is slow')", ['plugin']],
  ['its name and version', 'h("user-agent",`plugin@1.2.3`)', ['plugin']],
  ['a name that is no word', 'debug("a-part")', ['a-part']],
  ['no word alone', 'x="error";typeof y=="string"', []],
  ['no name that is not known', 'debug("our-secret-part")', []],
  ['no type declarations', 'x="@types/a-part"', []],
  [
    'nothing that only develops it',
    '({devDependencies:{"grunt-part":"1"},dependencies:{"a-part":"1"}})',
    ['a-part'],
  ],
  ['the likeliest first', 'debug("a-part");x={name:"@owner/plugin"}', ['@owner/plugin', 'a-part']],
])('finds %s', (...[, text, expected]) => {
  expect(namesFoundIn(text)).toEqual(expected);
});

it('reads unknown code alone', () => {
  expect(namesFoundIn('debug("a-part");debug("b")', 16)).toEqual([]);
});
