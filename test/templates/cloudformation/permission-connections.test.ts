import { expect, test } from 'vitest';
import { exposureInTemplate, FN, FN_ARN as ARN } from '../../support/exposure-in.js';

const permission = (Properties: object) => ({
  ...FN,
  P: {
    Type: 'AWS::Lambda::Permission',
    Properties: { FunctionName: ARN, Action: 'lambda:InvokeFunction', ...Properties },
  },
});

/** Case, resources, level, and words of the most open statement. */
type Row = readonly [string, object, string, string?];

const ROWS: readonly Row[] = [
  ['permission for everybody', permission({ Principal: '*' }), 'public', 'everybody may call it (P)'],
  [
    'permission for an account',
    permission({ Principal: '999900001111' }),
    'account',
    '999900001111 may call it',
  ],
  [
    'permission for an organisation',
    permission({ Principal: '*', PrincipalOrgID: 'o-1' }),
    'account',
    'aws:principalorgid',
  ],
  ['permission for a service without source', permission({ Principal: 'sns.amazonaws.com' }), 'unknown'],
  [
    'permission for a queue rule',
    permission({ Principal: 'events.amazonaws.com', SourceArn: { 'Fn::GetAtt': ['R', 'Arn'] } }),
    'internal',
  ],
  [
    'permission for any event rule',
    permission({ Principal: 'events.amazonaws.com' }),
    'account',
    'no SourceArn',
  ],
  [
    'permission for an API elsewhere',
    permission({ Principal: 'apigateway.amazonaws.com', SourceArn: 'arn:x' }),
    'unknown',
    'not whom that lets in',
  ],
];

test.each(ROWS.map(([name, resources, level, words = '']) => [name, { resources, level, words }] as const))(
  '%s',
  (_, { resources, level, words }) => {
    const exposure = exposureInTemplate(resources);
    expect(exposure?.level).toBe(level);
    expect(exposure?.statements[0] ?? '').toContain(words);
  },
);
