import { expect, test } from 'vitest';
import { readCloudFormation } from '../../../src/templates/cloudformation/read-cloud-formation.js';

function pathsOf(template: object) {
  const [fn] = readCloudFormation(JSON.stringify(template), 't.json').functions;
  const settings = [...(fn?.settingPaths ?? [])].map(([name, path]) => [name, path.join('.')]);
  const triggers = (fn?.triggers ?? []).map(({ detail, at = [] }) => [detail, at.join('.')]);
  return { settings: Object.fromEntries(settings), triggers: Object.fromEntries(triggers) };
}

const Function = { Runtime: 'x', Timeout: 3, Environment: { Variables: { SHARED: 1, OWN: 1 } } };

test('a setting is where the function sets it, else in Globals', () => {
  const Properties = { Timeout: 90, Tracing: 'PassThrough', Environment: { Variables: { OWN: 2 } } };
  const F = { Type: 'AWS::Serverless::Function', Properties };
  expect(pathsOf({ Globals: { Function }, Resources: { F } }).settings).toEqual({
    runtime: 'Globals.Function.Runtime',
    timeout: 'Resources.F.Properties.Timeout',
    tracing: 'Resources.F.Properties.Tracing',
    'variable:SHARED': 'Globals.Function.Environment.Variables.SHARED',
    'variable:OWN': 'Resources.F.Properties.Environment.Variables.OWN',
  });
});

test('a trigger is where its authorizer is set, else at its event or resource', () => {
  const event = (Path: string, Auth?: object) => ({ Type: 'Api', Properties: { Path, Method: 'get', Auth } });
  const Events = { Open: event('/a'), Own: event('/b', { Authorizer: 'NONE' }) };
  const Properties = { Events, FunctionUrlConfig: { AuthType: 'NONE' } };
  const F = { Type: 'AWS::Serverless::Function', Properties };
  const permission = { FunctionName: { Ref: 'F' }, Action: 'lambda:InvokeFunction', Principal: '*' };
  const P = { Type: 'AWS::Lambda::Permission', Properties: permission };
  const own = 'Resources.F.Properties.';
  expect(pathsOf({ Resources: { F, P } }).triggers).toEqual({
    'GET /a': `${own}Events.Open`,
    'GET /b': `${own}Events.Own.Properties.Auth.Authorizer`,
    'function URL': `${own}FunctionUrlConfig.AuthType`,
    '*': 'Resources.P.Properties.Principal',
  });
});

test('a URL of CloudFormation is where its AuthType is, or its resource', () => {
  const F = { Type: 'AWS::Lambda::Function', Properties: {} };
  const url = (more: object) => ({
    Type: 'AWS::Lambda::Url',
    Properties: { TargetFunctionArn: { Ref: 'F' }, ...more },
  });
  expect(pathsOf({ Resources: { F, U: url({ AuthType: 'NONE' }) } }).triggers).toEqual({
    'function URL': 'Resources.U.Properties.AuthType',
  });
  expect(pathsOf({ Resources: { F, U: url({}) } }).triggers).toEqual({ 'function URL': 'Resources.U' });
});
