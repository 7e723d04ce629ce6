import { expect, test } from 'vitest';
import { exposureInTemplate, FN, FN_ARN as ARN } from '../../support/exposure-in.js';

const balanced = (Scheme: string | undefined, Actions: readonly object[]) => ({
  ...FN,
  Lb: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Scheme } },
  L: {
    Type: 'AWS::ElasticLoadBalancingV2::Listener',
    Properties: { LoadBalancerArn: { Ref: 'Lb' }, DefaultActions: Actions },
  },
  T: {
    Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    Properties: { TargetType: 'lambda', Targets: [{ Id: ARN }] },
  },
});
const forward = { Type: 'forward', TargetGroupArn: { Ref: 'T' } };
/** Case, resources, level, and words of the most open statement. */
type Row = readonly [string, object, string, string?];

const ROWS: readonly Row[] = [
  ['load balancer', balanced(undefined, [forward]), 'public', 'internet-facing (Lb)'],
  ['internal load balancer', balanced('internal', [forward]), 'account', 'internal load balancer'],
  [
    'load balancer that signs in',
    balanced('internet-facing', [{ Type: 'authenticate-oidc' }, forward]),
    'account',
    'signs them in',
  ],
  ['load balancer elsewhere', { ...FN, T: balanced(undefined, []).T }, 'unknown', 'no listener'],
];

test.each(ROWS.map(([name, resources, level, words = '']) => [name, { resources, level, words }] as const))(
  '%s',
  (_, { resources, level, words }) => {
    const exposure = exposureInTemplate(resources);
    expect(exposure?.level).toBe(level);
    expect(exposure?.statements[0] ?? '').toContain(words);
  },
);
