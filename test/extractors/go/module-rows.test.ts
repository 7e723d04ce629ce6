import { expect, it } from 'vitest';
import { moduleRows, rootOf } from '../../../src/extractors/go/module-rows.js';
import { readModuleList } from '../../../src/extractors/go/module-list.js';
import { moduleLines } from '../../support/go-build-info.js';

const lines = moduleLines('example.com/app (devel)', [
  'github.com/a/b v1.2.3',
  'github.com/a/b v1.2.3',
  'github.com/c/d v1.0.0\th1:x=\n=>\tgithub.com/fork/d\tv1.1.0',
  'github.com/e/f v1.0.0\th1:x=\n=>\t./f\t(devel)\t\n',
  'not-a:module v1.0.0',
]);
const program = {
  path: 'bootstrap',
  info: { toolchain: 'go1.21.3', modules: lines },
  list: readModuleList(lines),
};

it('makes a row of each module, its own first, and of the standard library', () => {
  const rows = moduleRows(program).map(({ purl, versionState, origin, confidence, evidence: [first] }) => [
    purl,
    versionState,
    origin,
    confidence,
    first?.detail,
  ]);
  expect(rows).toEqual([
    ['pkg:golang/example.com/app', 'unknown', 'private', 'high', 'the module of the program'],
    ['pkg:golang/github.com/a/b@v1.2.3', 'exact', 'unknown', 'high', null],
    ['pkg:golang/github.com/fork/d@v1.1.0', 'exact', 'unknown', 'high', 'in place of github.com/c/d v1.0.0'],
    [
      'pkg:golang/github.com/e/f',
      'unknown',
      'private',
      'high',
      'replaces github.com/e/f v1.0.0 by the folder ./f',
    ],
    ['pkg:golang/not-a%3Amodule@v1.0.0', 'exact', 'unknown', 'low', null],
    ['pkg:golang/stdlib@1.21.3', 'exact', 'public', 'high', 'go1.21.3'],
  ]);
});

it('has the program for its root', () => {
  expect(rootOf(program)).toEqual({
    id: 'go:bootstrap',
    path: 'bootstrap',
    name: 'example.com/app',
    manager: null,
  });
});
