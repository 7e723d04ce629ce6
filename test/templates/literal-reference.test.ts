import { expect, it } from 'vitest';
import { literalReference } from '../../src/templates/literal-reference.js';

it.each<readonly [text: string, found: string | null]>([
  ['arn:aws:sns:eu-west-1:111122223333:alarms', 'sns arn:aws:sns:eu-west-1:111122223333:alarms'],
  ['arn:aws:s3:::uploads', 's3 arn:aws:s3:::uploads'],
  [
    'https://sqs.eu-west-1.amazonaws.com/111122223333/jobs.fifo',
    'sqs arn:aws:sqs:eu-west-1:111122223333:jobs.fifo',
  ],
  [
    'https://sqs.cn-north-1.amazonaws.com.cn/111122223333/jobs',
    'sqs arn:aws-cn:sqs:cn-north-1:111122223333:jobs',
  ],
  ['https://sqs.example.invalid/111122223333/jobs', null],
  ['orders', null],
  ['postgres://admin:secret@db.example.invalid/app', null],
  ['arn:aws:sns:eu-west-1:111122223333:alarms and a secret', null],
  ['', null],
])('%s', (text, found) => {
  const [one] = literalReference('NAME', text);
  expect(one ? `${one.service} ${one.value}` : null).toBe(found);
});
