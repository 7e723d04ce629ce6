import { expect, test } from 'vitest';
import { readSink } from '../../../src/sweep/notify/sinks.js';

const ENV = {
  HOOK: 'https://hooks.example.invalid/services/T0/B0/secret',
  PLAIN: 'http://hooks.example.invalid/secret',
  LOCAL: 'http://127.0.0.1:8080/x',
  BROKEN: 'secret',
};
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:findings';

test.each([
  ['slack=HOOK', 'slack=HOOK'],
  ['slack=LOCAL', 'slack=LOCAL'],
  [`sns=${TOPIC}`, `sns=${TOPIC}`],
  [`sns=${TOPIC}.fifo`, `sns=${TOPIC}.fifo`],
  ['securityhub', 'securityhub'],
  ['digest=/srv/digest.md', 'digest=/srv/digest.md'],
])('%s is known as %s', (text, id) => {
  const sink = readSink(text, ENV);
  expect(sink.id).toBe(id);
  expect(sink.id).not.toContain('secret');
});

test.each([
  ['slack=https://hooks.example.invalid/secret', /named by the variable/],
  ['slack=NOT_SET', /holds no URL/],
  ['slack=BROKEN', /holds no URL/],
  ['slack=PLAIN', /not encrypted/],
  ['sns=findings', /not valid/],
  ['securityhub=x', /not valid/],
  ['digest', /not valid/],
  ['carrier-pigeon', /not valid/],
])('%s is refused, and nothing of an address is shown', (text, message) => {
  expect(() => readSink(text, ENV)).toThrow(message);
  expect(() => readSink(text, ENV)).not.toThrow(/secret|hooks/);
});
