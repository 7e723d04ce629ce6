import { permission, testExposures, type ExposureRow } from '../../support/exposure-in.js';

const ROWS: readonly ExposureRow[] = [
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

testExposures(ROWS);
