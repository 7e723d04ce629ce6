import { expect, it } from 'vitest';
import { lifecycleScripts } from '../../../src/signatures/manifest/lifecycle-scripts.js';

it.each([
  ['sh setup', 'setup'],
  ['/bin/bash -e ./tools/setup', 'tools/setup'],
  ['A=1 sudo sh setup', 'setup'],
  ['true && sh "setup" x', 'setup'],
  ["sh -c 'sh setup'", 'setup'],
  ['sh setup.sh', 'setup.sh'],
  ['node lib/build', 'lib/build'],
  ['sh -c make', null],
  ['bash -o pipefail setup', null],
  ['which sh && make', null],
  ['echo sh setup', null],
  ['sh ../setup', null],
  ['sh $SETUP', null],
  ['sh', null],
  ['make', null],
])('%s runs %s', (command, runs) => {
  expect(lifecycleScripts({ scripts: { install: command } })).toEqual([{ event: 'install', command, runs }]);
});
