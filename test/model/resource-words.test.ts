import { expect, test } from 'vitest';
import { resourceWords } from '../../src/model/index.js';

test.each([
  ['arn:aws:dynamodb:<region>:<account>:table/<Orders>', 'dynamodb table/Orders'],
  ['arn:aws:states:eu-west-1:1:stateMachine:run', 'states stateMachine:run'],
  ['<Topic>', '<Topic>'],
])('%s is %s', (arn, words) => {
  expect(resourceWords(arn)).toBe(words);
});
