import { expect, test } from 'vitest';
import { parseScript } from '../../../src/syntax/index.js';
import { entryRun } from '../../../src/syntax/regions/entry-run.js';
import { flatCode } from '../../../src/syntax/regions/flat-code.js';

/** What is found in a text whose last statement is the handler. */
function runOf(text: string): string[] {
  const program = parseScript(text);
  if (!program) throw new Error('the sample does not parse');
  const { cells } = flatCode(program);
  return entryRun(cells, cells.slice(-1)).map(({ start, end }) => text.slice(start, end));
}

const IMPORTS = 'var a=T(A(),1),b=T(B());';

test.each<[what: string, text: string, run: string[]]>([
  [
    'from the first that uses an import, what is between and the handler',
    `${IMPORTS}function u(){b}function x(){a}var s=1;function y(){b}function h(){x(a);y(b)}`,
    ['function x(){a}var s=1;function y(){b}function h(){x(a);y(b)}'],
  ],
  ['where the handler uses them itself', `${IMPORTS}function u(){}function h(){a;b}`, ['function h(){a;b}']],
  [
    'nothing of ES modules that stand between the imports and the body',
    `${IMPORTS}function lib(){}class Lib{}function x(){a(lib)}function h(){x(a);b;Lib}`,
    ['function x(){a(lib)}function h(){x(a);b;Lib}'],
  ],
  [
    'nothing of a module with imports of its own',
    `var a=T(A());function lib(){c}var c=T(C());function x(){a;c}function h(){x();lib(a,c)}`,
    ['function x(){a;c}function h(){x();lib(a,c)}'],
  ],
  [
    'nothing by imports of another module that the handler uses',
    `${IMPORTS}function util(){a;b}class Lib{}function h(){util(new Lib)}`,
    [],
  ],
  ['nothing by one import', `var a=T(A());function x(){a}function h(){x(a)}`, []],
  ['nothing by imports that the handler does not come to', `${IMPORTS}function x(){a;b}function h(){}`, []],
  ['nothing without imports', 'function x(){}function h(){x()}', []],
])('%s', (_what, text, run) => {
  expect(runOf(text)).toEqual(run);
});

test('nothing where the imports are far away', () => {
  expect(runOf(`${IMPORTS}"${'x'.repeat(200_000)}";function h(){a;b}`)).toEqual([]);
});
