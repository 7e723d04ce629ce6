import { expect, it } from 'vitest';
import { HitLog } from '../../../src/signatures/match/hit-log.js';
import type { Problem } from '../../../src/model/index.js';

const hit = (path: string) => ({ path, offset: 0, line: 1, detail: 'x' });
const problem = (path: string): Problem => ({
  code: 'too-large',
  path,
  message: 'x',
  affectsCompleteness: true,
});

it('counts hits in suspects only if these are named', () => {
  const log = new HitLog();
  log.add([['a', [hit('x.js')]]], []);
  log.suspect('y.dat', [['a', [hit('y.dat')]]], [problem('y.dat')]);
  log.suspect('z.dat', [['b', [hit('z.dat')]]], []);
  log.addUnread('big.bin', problem('big.bin'), false);
  log.addUnread('big.js', problem('big.js'), true);
  expect([...log.suspects()]).toEqual(['y.dat', 'z.dat', 'big.bin']);
  const { seen, problems } = log.result(new Set(['y.dat']));
  expect([...seen]).toEqual([['a', [hit('x.js'), hit('y.dat')]]]);
  expect(problems.map(({ path }) => path)).toEqual(['y.dat', 'big.js']);
});
