import { expect, it } from 'vitest';
import { readableCopy } from '../../../src/program/index.js';

/** A module as webpack writes it with `devtool: 'eval'`. */
function moduleOf(name: string, code: string): string {
  const text = `{\n${code}\n\n//# sourceURL=webpack://app/./${name}?\n}`;
  return `"./${name}"(module, exports, __webpack_require__) { eval(${JSON.stringify(text)}); }`;
}

it('puts modules in the place of the texts that hold them', () => {
  const code = `(() => { var all = ({ ${moduleOf('a.js', 'exports.env = process.env;')},\n${moduleOf('b.js', 'exports.b = "x";')} }); })();`;
  const copy = readableCopy(code);
  expect(copy?.text).toContain('exports.env = process.env;');
  expect(copy?.text).toContain('exports.b = "x";');
  expect(copy?.text).not.toContain('eval(');
  expect(copy?.offsetIn(copy.text.indexOf('exports.b'))).toBe(code.lastIndexOf('eval('));
});

it.each<[what: string, code: string]>([
  ['a text that is no code', `eval("{ ) //# sourceURL=webpack://app/./a.js?");`],
  ['a text that the code computes', `eval(head + "//# sourceURL=webpack://app/./a.js?");`],
  ['code that only names such a module', `log("//# sourceURL=webpack://app/./a.js?");`],
])('leaves %s', (_, code) => {
  expect(readableCopy(code)).toBeNull();
});
