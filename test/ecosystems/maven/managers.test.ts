import { expect, it } from 'vitest';
import { JAVA_MANAGERS } from '../../../src/ecosystems/maven/managers.js';

const forced = { isStepBack: false, isDirectToo: false, line: '2', hasOtherLines: false };

it.each(JAVA_MANAGERS.map((manager) => [manager.id, manager] as const))('%s', (id, manager) => {
  const wanted = { name: 'org.yaml:snakeyaml', version: '2.0' };
  const command = manager.add({ ...wanted, alias: null });
  const expected =
    id === 'maven'
      ? 'mvn versions:use-dep-version -Dincludes=org.yaml:snakeyaml -DdepVersion=2.0 -DforceVersion=true'
      : null;
  expect([command, manager.force({ ...wanted, ...forced }), manager.remove(wanted.name)]).toEqual([
    expected,
    null,
    null,
  ]);
});
