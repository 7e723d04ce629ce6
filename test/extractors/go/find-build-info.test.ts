import { expect, it } from 'vitest';
import { openExecutable } from '../../../src/executables/index.js';
import { findBuildInfo } from '../../../src/extractors/go/find-build-info.js';
import { goProgram, inlineBuildInfo, pointerBuildInfo } from '../../support/go-build-info.js';
import { buildElf } from '../../support/elf-parts.js';

function read(bytes: Uint8Array) {
  const file = openExecutable(bytes);
  return file && findBuildInfo(file);
}

const TEXT = `path\tx\nmod\tx\t(devel)\t\n${'dep\tgithub.com/a/b\tv1.0.0\th1:x=\n'.repeat(20)}`;

it.each([
  ['inside the note', inlineBuildInfo],
  ['behind pointers', pointerBuildInfo],
])('reads texts %s, with sections and without', (_, make) => {
  const expected = { toolchain: 'go1.21.3', modules: TEXT };
  expect(read(goProgram(make('go1.21.3', TEXT)))).toEqual(expected);
  expect(read(goProgram(make('go1.21.3', TEXT), false))).toEqual(expected);
  expect(read(goProgram(make('go1.21.3', '')))).toEqual({ toolchain: 'go1.21.3', modules: '' });
});

it.each([
  ['inside the note', inlineBuildInfo],
  ['behind pointers', pointerBuildInfo],
])('never throws on texts %s that are cut or lie', (_, make) => {
  const whole = goProgram(make('go1.21.3', TEXT), false);
  expect(() => {
    for (let length = 0; length < whole.length; length += 7) read(whole.subarray(0, length));
    for (let at = 0; at < whole.length; at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = 0xff;
      read(changed);
    }
  }).not.toThrow();
});

it('takes a note for none that stands inside of a text', () => {
  const info = Buffer.concat([Buffer.from('text'), inlineBuildInfo('go1.21.3', TEXT)]);
  expect(read(buildElf([{ name: '.data', bytes: info, address: 0x1000 }]))).toBeNull();
  expect(read(buildElf([{ name: '.text', bytes: Buffer.alloc(64), address: 0x1000 }]))).toBeNull();
});
