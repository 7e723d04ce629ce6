import { expect, test } from 'vitest';
import { exportName } from '../../src/analysis/handler-files.js';
import { functionOf } from '../support/model-builders.js';

test.each<readonly [handler: string | null, runtime: string | null, name: string | null]>([
  ['src/index.handler', 'nodejs22.x', 'handler'],
  ['index.app.handler', 'nodejs22.x', 'app'],
  ['poller.main.handler', 'python3.13', 'handler'],
  ['poller/main.handler', 'python3.13', 'handler'],
  ['index.handler', null, 'handler'],
  ['index', 'nodejs22.x', null],
  [null, 'python3.13', null],
])('%s in %s names %s', (handler, runtime, name) => {
  expect(exportName(functionOf('f', { handler, runtime }))).toBe(name);
});
