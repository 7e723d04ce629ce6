import { array, assert, constantFrom, oneof, option, property, record, uniqueArray } from 'fast-check';
import { expect, test } from 'vitest';
import { decideWithResource, statementsForRole } from '../../../src/iam/index.js';
import { evaluateScene, rolePolicyOf, type RawStatement, type Scene } from './second-evaluator.js';

const OWN = '111111111111';
const OTHER = '222222222222';
const ROLE = `arn:aws:iam::${OWN}:role/orders`;
const PRINCIPAL = { arns: [ROLE], account: OWN, functionName: 'orders-fn' };
const BUCKET = 'arn:aws:s3:::photos';
const KEY = `arn:aws:kms:eu-west-1:${OWN}:key/1`;

const ACTIONS = ['s3:GetObject', 's3:PutObject', 'kms:Decrypt', 'sqs:SendMessage'];
const PATTERNS = [...ACTIONS, '*', 's3:*', 'S3:get*', 'kms:*', '*:*e*'];
const ARNS = [BUCKET, `${BUCKET}/a`, KEY];
const ARN_PATTERNS = [...ARNS, '*', `${BUCKET}/*`, 'arn:aws:*', 'arn:aws:s3:::?hotos/a'];
const PRINCIPALS = [
  '*',
  { AWS: ROLE },
  { AWS: OWN },
  { AWS: `arn:aws:iam::${OWN}:root` },
  { AWS: [`arn:aws:iam::${OWN}:user/u`, ROLE] },
  { AWS: `arn:aws:sts::${OWN}:assumed-role/orders/orders-fn` },
  { AWS: `arn:aws:sts::${OWN}:assumed-role/orders/other-fn` },
  { AWS: OTHER, Service: 's3.amazonaws.com' },
  { AWS: `arn:aws:iam::${OTHER}:role/orders` },
];

const some = (from: readonly string[]) => uniqueArray(constantFrom(...from), { minLength: 1, maxLength: 3 });
const actions = oneof(
  some(PATTERNS).map((Action) => ({ Action })),
  some(PATTERNS).map((NotAction) => ({ NotAction })),
);
const places = oneof(
  some(ARN_PATTERNS).map((Resource) => ({ Resource })),
  some(ARN_PATTERNS).map((NotResource) => ({ NotResource })),
);
const plain = record({
  effect: constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const),
  actions,
  places,
  condition: constantFrom({}, {}, { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
}).map(({ effect, actions: named, places: on, condition }): RawStatement => ({
  Effect: effect,
  ...named,
  ...on,
  ...condition,
}));
const withPrincipal = record({ one: plain, principal: constantFrom(...PRINCIPALS) }).map(
  ({ one, principal }): RawStatement => ({ ...one, Principal: principal }),
);
const scenes = record({
  identity: array(plain, { maxLength: 3 }),
  boundary: option(array(plain, { maxLength: 2 }), { freq: 2 }),
  resource: array(withPrincipal, { maxLength: 3 }),
  isOwn: constantFrom(true, true, false),
  action: constantFrom(...ACTIONS),
  arn: constantFrom(...ARNS),
});

const AGREES = new Map([
  ['all', ['allowed', 'conditional']],
  ['none', ['denied', 'conditional']],
  ['some', ['conditional']],
]);

test('a second evaluator agrees on 5,000 generated questions with policies of resources', () => {
  const seen = { allowed: 0, denied: 0, conditional: 0, unknown: 0 };
  assert(
    property(scenes, ({ identity, boundary, resource, isOwn, action, arn }) => {
      const scene: Scene = {
        session: { account: OWN, role: 'orders', session: 'orders-fn' },
        identity,
        boundary,
        resource,
        resourceAccount: isOwn ? OWN : OTHER,
        action,
        arn,
      };
      const policies = [
        rolePolicyOf('inline', identity),
        ...(boundary ? [rolePolicyOf('boundary', boundary)] : []),
      ];
      const statements = statementsForRole(resource, PRINCIPAL);
      const resources = [{ resource: arn, name: 'p', isOwn, statements }];
      const mine = decideWithResource({ policies, resources, account: OWN }, { action, resource: arn });
      seen[mine] += 1;
      const other = evaluateScene(scene);
      const hasConditions = [...identity, ...(boundary ?? []), ...resource].some(
        ({ Condition }) => Condition,
      );
      // Without conditions there is one answer; conditions can make up for each other, which is not evaluated here.
      expect(hasConditions ? AGREES.get(other) : [other === 'all' ? 'allowed' : 'denied']).toContain(mine);
    }),
    { numRuns: 5000, seed: 20 },
  );
  expect(seen.unknown).toBe(0);
  expect(Math.min(seen.allowed, seen.denied)).toBeGreaterThan(250);
});
