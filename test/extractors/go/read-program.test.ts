import { expect, it } from 'vitest';
import { readGoProgram } from '../../../src/extractors/go/read-program.js';
import { goProgram, inlineBuildInfo, moduleLines } from '../../support/go-build-info.js';

it('reads a program in Go, and no other file', () => {
  const lines = moduleLines('example.com/app (devel)', ['golang.org/x/net v0.7.0']);
  const program = readGoProgram('x', goProgram(inlineBuildInfo('go1.21.3', lines)));
  expect(program).toMatchObject({ path: 'x', list: { main: { path: 'example.com/app' } } });
  expect(readGoProgram('x', Buffer.from('text'))).toBeNull();
});
