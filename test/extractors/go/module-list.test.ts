import { expect, it } from 'vitest';
import { readModuleList, standardLibraryVersion } from '../../../src/extractors/go/module-list.js';

it('reads modules, replacements and settings', () => {
  const text = [
    'path\texample.com/cmd/x',
    'mod\texample.com\t(devel)\t',
    'dep\tgithub.com/a/b\tv1.2.3\th1:x=',
    'dep\tgithub.com/c/d\tv0.0.0-20200101000000-abcdefabcdef',
    '=>\tgithub.com/fork/d\tv1.0.0\th1:y=',
    'dep\tgithub.com/e/f\tv2.0.0+incompatible\th1:z=',
    '=>\t../f\t\t',
    'build\t-ldflags="-s -w -X main.v=1"',
    'build\tGOOS=linux',
    'unknown\tline',
    '',
  ].join('\n');
  const { settings, ...list } = readModuleList(text);
  expect(list).toEqual({
    program: 'example.com/cmd/x',
    main: { path: 'example.com', version: '(devel)', replacement: null },
    dependencies: [
      { path: 'github.com/a/b', version: 'v1.2.3', replacement: null },
      {
        path: 'github.com/c/d',
        version: 'v0.0.0-20200101000000-abcdefabcdef',
        replacement: { path: 'github.com/fork/d', version: 'v1.0.0', replacement: null },
      },
      {
        path: 'github.com/e/f',
        version: 'v2.0.0+incompatible',
        replacement: { path: '../f', version: '', replacement: null },
      },
    ],
    isCut: false,
  });
  expect([...settings]).toEqual([
    ['-ldflags', '"-s -w -X main.v=1"'],
    ['GOOS', 'linux'],
  ]);
});

it('says that a list is cut', () => {
  const { isCut, dependencies } = readModuleList('dep\tgithub.com/a/b\tv1.2.3\n'.repeat(20_001));
  expect([isCut, dependencies.length]).toEqual([true, 20_000]);
});

it.each([
  ['go1.22.3', '1.22.3'],
  ['go1.22', '1.22.0'],
  ['go1.22rc1', '1.22.0-rc.1'],
  ['go1.9beta2', '1.9.0-beta.2'],
  ['go1.24.1 X:nocoverageredesign', '1.24.1'],
  ['go1.21.0-vendor', '1.21.0'],
  ['go1.20.12 (Red Hat 1.20.12-2)', '1.20.12'],
  ['devel go1.23-abcdef Mon Jan 1', null],
  ['devel +abcdef', null],
  ['unknown', null],
])('the standard library of %s has version %s', (toolchain, version) => {
  expect(standardLibraryVersion(toolchain)).toBe(version);
});
