import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startDraft, uniqueIds } from '../../src/sources/draft.js';
import { emptyFolder, targetAt, write } from './stage-fixture.js';

test('ids: a repeated one is numbered, also where the number is taken', () => {
  expect(['a', 'a~2', 'a', 'a', 'b'].map(uniqueIds())).toEqual(['a', 'a~2', 'a~2~2', 'a~3', 'b']);
});

test('an artifact has its real path as key and the path it was first found by', async () => {
  const folder = emptyFolder();
  write(folder, { 'out/fn.zip': '' });
  symlinkSync('fn.zip', join(folder, 'out/link.zip'));
  const draft = startDraft(targetAt(folder, 'out'));
  const keys = [
    await draft.addArtifact({ hostPath: join(folder, 'out/link.zip'), kind: 'function' }),
    await draft.addArtifact({ hostPath: join(folder, 'out/fn.zip'), kind: 'function' }),
  ];
  expect(new Set(keys)).toEqual(new Set([join(folder, 'out/fn.zip')]));
  expect(draft.finish().artifacts).toMatchObject([{ path: 'out/link.zip', name: 'link.zip' }]);
});

test('unknown facts of a function are null; its id is its label, or its ARN', () => {
  const draft = startDraft(targetAt(emptyFolder()));
  draft.addFunction({ name: 'a', platform: 'unknown', label: 'x/a' });
  draft.addFunction({ name: 'a', platform: 'aws-lambda', arn: 'arn:a' });
  const [first, second] = draft.finish().functions;
  expect(first).toMatchObject({ id: 'x/a', runtime: null, handler: null, mounts: [], environment: [] });
  expect(second?.id).toBe('arn:a');
});
