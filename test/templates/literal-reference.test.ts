import { expect, it } from 'vitest';
import { literalReference, plainReference } from '../../src/templates/literal-reference.js';

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

it.each<readonly [name: string, text: string, kind: string | null]>([
  ['TABLE', 'orders', 'text'],
  ['TOPIC', 'arn:aws:sns:eu-west-1:111122223333:alarms', 'arn'],
  ['DB_URL', 'postgres://admin:secret@db.example.invalid/app', null],
  ['DB_PASSWORD', 'orders', null],
  ['TABLE', 'AKIAIOSFODNN7EXAMPLE', null],
  ['TEXT', 'two words', null],
])('%s=%s of a template', (name, text, kind) => {
  expect(plainReference(name, text)[0]?.kind ?? null).toBe(kind);
});
