import { expect, test } from 'vitest';
import { awsLayerName } from '../../src/templates/index.js';

test.each([
  ['arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension:53', 'LambdaInsightsExtension'],
  ['arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension-Arm64:20', 'LambdaInsightsExtension'],
  ['arn:aws:lambda:eu-west-1:434848589818:layer:AWS-AppConfig-Extension:128', 'AWS-AppConfig-Extension'],
  ['arn:aws:lambda:eu-west-1:1:layer:own:1', null],
  ['own', null],
])('%s: %s', (arn, name) => {
  expect(awsLayerName(arn)).toBe(name);
});
