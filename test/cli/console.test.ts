import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import {
  bearErrors,
  folderInRepository,
  isInteractive,
  presentationOf,
  unwrittenOutput,
  writeOut,
} from '../../src/cli/console.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const TERMINAL = { isTTY: true, columns: 100 };
const PIPE = {};

test.each([
  ['/work', '/work', ''],
  ['/work', '/work/services/pay', 'services/pay'],
  ['/work', '/elsewhere', ''],
  [undefined, '/work/services', ''],
])('in a repository at %s the folder %s is "%s"', (GITHUB_WORKSPACE, cwd, folder) => {
  expect(folderInRepository({ GITHUB_WORKSPACE }, cwd)).toBe(folder);
});

test('in a repository that was checked out into a folder of the workspace, its own root counts', () => {
  const workspace = temporaryFolder();
  mkdirSync(join(workspace, 'sub/.git'), { recursive: true });
  mkdirSync(join(workspace, 'sub/services/pay'), { recursive: true });
  const env = { GITHUB_WORKSPACE: workspace };
  expect(folderInRepository(env, join(workspace, 'sub/services/pay'))).toBe('services/pay');
  expect(folderInRepository(env, join(workspace, 'sub'))).toBe('');
});

describe('colour', () => {
  test.each([
    ['a terminal', TERMINAL, {}, true],
    ['a pipe', PIPE, {}, false],
    ['a dumb terminal', TERMINAL, { TERM: 'dumb' }, false],
    ['NO_COLOR', TERMINAL, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR, which does not count', TERMINAL, { NO_COLOR: '' }, true],
    ['FORCE_COLOR in a pipe', PIPE, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', TERMINAL, { FORCE_COLOR: '0' }, false],
    ['FORCE_COLOR against NO_COLOR', PIPE, { FORCE_COLOR: '', NO_COLOR: '1' }, true],
  ])('%s', (...[, stream, env, colour]) => {
    expect(presentationOf(stream, env).colour).toBe(colour);
  });
});

test.each([
  ['72', 72],
  ['10', 40],
  ['wide', Infinity],
  [undefined, Infinity],
])('a pipe is as wide as COLUMNS says: %s', (COLUMNS, width) => {
  expect(presentationOf(PIPE, { COLUMNS }).width).toBe(width);
  expect(presentationOf(TERMINAL, { COLUMNS }).width).toBe(100);
});

describe('width', () => {
  test.each([
    ['that of the terminal', TERMINAL, 100],
    ['none in a pipe', PIPE, Infinity],
    ['none when the terminal does not say', { isTTY: true, columns: 0 }, Infinity],
    ['at least 40', { isTTY: true, columns: 7 }, 40],
  ])('%s', (_, stream, width) => {
    expect(presentationOf(stream, {}).width).toBe(width);
  });
});

describe('links', () => {
  test.each([
    ['a terminal that draws them', TERMINAL, { TERM_PROGRAM: 'WezTerm' }, true],
    ['a terminal that was not found in', TERMINAL, { TERM: 'xterm-256color' }, false],
    ['an old VTE', TERMINAL, { VTE_VERSION: '4600' }, false],
    ['a new VTE', TERMINAL, { VTE_VERSION: '7600' }, true],
    ['a multiplexer before it', TERMINAL, { VTE_VERSION: '7600', TMUX: '/tmp/tmux' }, false],
    ['a pipe', PIPE, { TERM_PROGRAM: 'WezTerm' }, false],
    ['a build', TERMINAL, { TERM_PROGRAM: 'vscode', CI: 'true' }, false],
    ['FORCE_HYPERLINK', PIPE, { FORCE_HYPERLINK: '1' }, true],
  ])('%s', (...[, stream, env, links]) => {
    expect(presentationOf(stream, env).links).toBe(links);
  });
});

test.each([
  ['a terminal', TERMINAL, {}, true],
  ['a build with a terminal', TERMINAL, { CI: 'true' }, false],
  ['a pipe', PIPE, {}, false],
])('%s is watched: %#', (...[, stream, env, watched]) => {
  expect(isInteractive(stream, env)).toBe(watched);
});

/** A stream that takes `limit` writes and then fails. */
function failingAfter(limit: number, code: string): { stream: Writable; taken: string[] } {
  const taken: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      if (taken.length === limit) return done(Object.assign(new Error(code), { code }));
      taken.push(chunk.toString());
      return done();
    },
  });
  return { stream, taken };
}

function* chunks(count: number, drawn: number[]): Generator<string> {
  for (let at = 0; at < count; at += 1) {
    drawn.push(at);
    yield 'x'.repeat(40_000);
  }
}

describe('writing', () => {
  test('everything arrives, in order', async () => {
    const { stream, taken } = failingAfter(Infinity, '');
    await writeOut(['a', 'b', 'c'.repeat(70_000), 'd'], stream);
    expect(taken.join('')).toBe(`ab${'c'.repeat(70_000)}d`);
  });

  test('a reader that goes away ends it quietly, and no more is rendered', async () => {
    const { stream } = failingAfter(1, 'EPIPE');
    const drawn: number[] = [];
    await writeOut(chunks(1000, drawn), stream);
    expect(drawn.length).toBeLessThan(10);
  });

  test('writing without waiting survives a reader that went away', async () => {
    const { stream } = failingAfter(0, 'EPIPE');
    bearErrors([stream]);
    const closed = new Promise((resolve) => stream.on('close', resolve));
    stream.write('help');
    await closed;
    expect(stream.errored).toMatchObject({ code: 'EPIPE' });
    expect(await unwrittenOutput(stream)).toBeNull();
  });

  test('a full disk that takes no help is reported of', async () => {
    const { stream } = failingAfter(0, 'ENOSPC');
    bearErrors([stream]);
    stream.write('help');
    expect((await unwrittenOutput(stream))?.message).toContain('could not be written out: ENOSPC');
  });

  test('a full disk is not quiet', async () => {
    const { stream } = failingAfter(1, 'ENOSPC');
    await expect(writeOut(chunks(1000, []), stream)).rejects.toThrow('could not be written out: ENOSPC');
  });
});
