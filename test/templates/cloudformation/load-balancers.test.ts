import { FN, FN_ARN as ARN, testExposures, type ExposureRow } from '../../support/exposure-in.js';

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
const ROWS: readonly ExposureRow[] = [
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

testExposures(ROWS);
