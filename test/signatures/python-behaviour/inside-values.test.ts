import { expect, it } from 'vitest';
import {
  firstTexts,
  joinedPaths,
  objectsIn,
} from '../../../src/signatures/python-behaviour/inside-values.js';
import { nameValue } from '../../../src/signatures/python-behaviour/taken-values.js';

const text = (value: string) => ({ kind: 'text', key: value, text: value }) as const;
const given = (...positional: ReturnType<typeof text>[][]) => ({ positional, named: new Map() });

it('joins the parts of paths, of which some are not known', () => {
  expect(joinedPaths('~', given([text('.aws')], [text('a'), text('b')]))).toEqual(['~/.aws/a', '~/.aws/b']);
  expect(joinedPaths(null, given([], [text('.ssh')]))).toEqual(['\uFFFD/.ssh']);
  expect(joinedPaths(null, given())).toEqual([null]);
  expect(firstTexts(given([text('x')], [text('y')]))).toEqual(['x']);
});

it('makes few paths of many texts', () => {
  const many = Array.from({ length: 100 }, (_, at) => text(`${at}`));
  expect(joinedPaths(null, given(many, many, many)).length).toBeLessThanOrEqual(8);
});

it('has each part in one of the paths, if there are too many for all', () => {
  const [folders, names] = ['a b c d e', 'v w x y z'].map((parts) => parts.split(' ').map(text));
  const paths = joinedPaths('~', given(folders ?? [], names ?? [])).join(' ');
  for (const part of 'a b c d e v w x y z'.split(' ')) expect(paths).toContain(part);
});

it('tells objects that calls made from members of modules', () => {
  const made = nameValue({ module: 'io', path: ['BytesIO', '()'], at: 'a:1', text: null });
  const member = nameValue({ module: 'io', path: ['x'], at: '', text: null });
  expect(objectsIn([made, member, text('x')])).toHaveLength(1);
});
