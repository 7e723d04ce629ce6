import { expect, it } from 'vitest';
import { resolveLink } from '../../src/files/index.js';

const links = new Map([
  ['node_modules/express', '.pnpm/express@4/node_modules/express'],
  ['.pnpm/express@4/node_modules/qs', '.pnpm/qs@6/node_modules/qs'],
  ['current', 'releases/2'],
  ['releases/2', 'releases/3'],
  ['root', ''],
  ['loop/a', 'loop/b'],
  ['loop/b', 'loop/a'],
  ['self', 'self/self'],
]);

it.each([
  ['index.js', 'index.js'],
  ['', ''],
  ['node_modules/express', '.pnpm/express@4/node_modules/express'],
  ['node_modules/express/lib/x.js', '.pnpm/express@4/node_modules/express/lib/x.js'],
  ['node_modules/expressive', 'node_modules/expressive'],
  ['.pnpm/express@4/node_modules/qs/a.js', '.pnpm/qs@6/node_modules/qs/a.js'],
  ['current/a.js', 'releases/3/a.js'],
  ['root', ''],
  ['root/current/a.js', 'releases/3/a.js'],
  ['loop/a', undefined],
  ['loop/b/x', undefined],
  ['self', undefined],
])('%j leads to %j', (path, expected) => {
  expect(resolveLink({ links }, path)).toBe(expected);
});

it('gives up on chains longer than an operating system follows', () => {
  const chain = (length: number) =>
    new Map(Array.from({ length }, (_, index): [string, string] => [`l${index}`, `l${index + 1}`]));
  expect(resolveLink({ links: chain(40) }, 'l0')).toBe('l40');
  expect(resolveLink({ links: chain(41) }, 'l0')).toBeUndefined();
});
