import { expect, it } from 'vitest';
import { startDraft } from '../../src/sources/draft.js';
import { addLambdaFunctions } from '../../src/sources/lambda-functions.js';
import { readCloudFormation } from '../../src/templates/cloudformation/read-cloud-formation.js';

it('a function keeps the results about its variables', async () => {
  const Environment = { Variables: { LD_PRELOAD: '/opt/x.so' } };
  const Resources = { Fn: { Type: 'AWS::Lambda::Function', Properties: { Environment } } };
  const target = { hostPath: '/work', path: '.', kind: 'directory', root: '/work' } as const;
  const draft = startDraft(target);
  await addLambdaFunctions(draft, {
    target,
    facts: readCloudFormation(JSON.stringify({ Resources }), 't.json'),
    prefix: '',
    declaredIn: () => null,
    placeOf: () => null,
    locateCode: () =>
      Promise.resolve({ problem: { code: 'missing', path: '', message: 'none', affectsCompleteness: true } }),
  });
  expect(draft.finish().functions[0]?.environmentHooks).toEqual([
    { name: 'LD_PRELOAD', code: 'layer', vendor: null },
  ]);
});
