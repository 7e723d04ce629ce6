import { expect, test } from 'vitest';
import { parseTemplateText } from '../../../src/templates/cloudformation/parse-template-text.js';

test.each([
  ['a: !Ref X', { a: { Ref: 'X' } }],
  ['a: !GetAtt X.Arn', { a: { 'Fn::GetAtt': ['X', 'Arn'] } }],
  ['a: !GetAtt [X, Outputs.Y]', { a: { 'Fn::GetAtt': ['X', 'Outputs.Y'] } }],
  ['a: !Sub "${X}-y"', { a: { 'Fn::Sub': '${X}-y' } }],
  ['a: !Join ["-", [b, !Ref X]]', { a: { 'Fn::Join': ['-', ['b', { Ref: 'X' }]] } }],
  ['a: !If\n  - C\n  - 1\n  - !Ref AWS::NoValue', { a: { 'Fn::If': ['C', 1, { Ref: 'AWS::NoValue' }] } }],
  ['a: !Condition C', { a: { Condition: 'C' } }],
  ['a: &x {b: 1}\nc: *x', { a: { b: 1 }, c: { b: 1 } }],
  ['a: 1\na: 2', { a: 2 }],
  ['__proto__: 1', JSON.parse('{"__proto__": 1}')],
  ['"2012-10-17": 2012-10-17', { '2012-10-17': '2012-10-17' }],
  [' {"a": {"Ref": "X"}}', { a: { Ref: 'X' } }],
])('%s', (text, expected) => {
  expect(JSON.stringify(parseTemplateText(text, 't').data)).toBe(JSON.stringify(expected));
});
