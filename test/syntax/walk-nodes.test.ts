import { expect, it } from 'vitest';
import { parseScript, walkNodes } from '../../src/syntax/index.js';

it('visits every node once, parents first', () => {
  const types = [...walkNodes(parseScript('f(a, [b, , c])')!)].map(({ type }) => type);
  expect(types.filter((type) => type === 'Identifier')).toHaveLength(4);
  expect(types[0]).toBe('Program');
});

it('goes as deep as the tree', () => {
  const deep = parseScript(`${'a+'.repeat(500)}a`)!;
  expect([...walkNodes(deep)].filter(({ type }) => type === 'Identifier')).toHaveLength(501);
});
