import { expect, it } from 'vitest';
import { ClassFile } from '../../src/release-files/class-file.js';
import { buildClass } from '../support/java-class.js';

it('reads names and members', () => {
  const file = new ClassFile(buildClass({ name: 'a/B', interfaces: ['a/C'], calls: ['a/D'] }));
  expect(file.header()).toMatchObject({ name: 'a/B', parent: 'java/lang/Object', interfaces: ['a/C'] });
  const { fields, methods } = file.members();
  expect(fields.map(({ name, descriptor }) => [name, descriptor])).toEqual([['f', 'La/B;']]);
  expect(methods.map(({ name }) => name)).toEqual(['m', 'n']);
  expect(file.attribute(methods[0]!, 'Code')).toBeGreaterThan(0);
  expect(file.attribute(methods[0]!, 'Gone')).toBe(-1);
});

it.each([
  ['nothing', Buffer.alloc(0)],
  ['another file', Buffer.from('not a class at all')],
  ['a head alone', Buffer.from('cafebabe0000003d', 'hex')],
  ['an unknown constant', Buffer.from('cafebabe0000003d0002ff00', 'hex')],
])('throws a RangeError for %s', (_, bytes) => {
  expect(() => new ClassFile(bytes)).toThrow(RangeError);
});
