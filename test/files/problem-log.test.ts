import { expect, it } from 'vitest';
import { problemLog } from '../../src/files/index.js';

it('lists twenty problems of a kind and counts the others', () => {
  const log = problemLog('outer.zip');
  for (let index = 0; index < 25; index += 1) {
    log.add({ code: 'malformed', path: `${index}`, message: '', affectsCompleteness: index === 24 });
  }
  log.add({ code: 'missing', path: 'x', message: '', affectsCompleteness: false });
  const list = log.list();
  expect(list.length).toBe(22);
  expect(list.at(-1)).toMatchObject({ code: 'malformed', path: 'outer.zip', affectsCompleteness: true });
  expect(list.at(-1)?.message).toContain('5 more');
});
