import { describe, expect, it, test } from 'vitest';
import { invokersOf } from '../../src/aws/survey/resource-policy.js';
import { configurationFindings } from '../../src/functions/configuration-findings.js';
import type { Finding } from '../../src/model/index.js';
import { functionOf, settingsOf } from '../support/model-builders.js';

const rulesOf = (findings: readonly Finding[]) => findings.map(({ rule, severity }) => `${severity} ${rule}`);

const OPEN_URL = 'medium public-url';
const LONG = 'low long-timeout';
const OPEN = 'high open-permission';

describe('the account, in a sweep', () => {
  const arn = 'arn:aws:lambda:eu-central-1:111122223333:function:f';
  const policy = (statement: object) =>
    JSON.stringify({
      Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: arn, ...statement }],
    });

  test.each([
    ['everybody', { Principal: '*' }, [OPEN]],
    [
      'everybody of an organisation',
      { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
      [],
    ],
    ['another account', { Principal: { AWS: 'arn:aws:iam::444455556666:root' } }, []],
  ])('%s', (_, statement, found) => {
    const { triggers = [] } = invokersOf(policy(statement)) ?? {};
    const findings = configurationFindings(functionOf('f', { triggers, arn }));
    expect(rulesOf(findings)).toEqual(found);
    expect(findings.map(({ evidence }) => evidence[0]?.path)).toEqual(found.map(() => arn));
  });

  it('a long timeout of a public function, whose reserved concurrency is not known', () => {
    const triggers = [{ type: 'http', detail: 'function URL', access: 'anyone' }] as const;
    const settings = settingsOf({ limits: { timeoutSeconds: 900, reservedConcurrency: undefined } });
    const findings = configurationFindings(functionOf('f', { triggers, arn, settings }));
    expect(rulesOf(findings)).toEqual([OPEN_URL, LONG]);
  });

  it('a URL that is open to everybody', () => {
    const open = { type: 'http', detail: 'function URL, open to everybody', access: 'anyone' } as const;
    const triggers = [{ ...open, statement: 'AuthType NONE' }];
    expect(rulesOf(configurationFindings(functionOf('f', { triggers, arn })))).toEqual([OPEN_URL]);
  });
});
