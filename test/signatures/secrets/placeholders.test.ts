import { describe, expect, it } from 'vitest';
import {
  entropyOf,
  mayBeChosen,
  placeholderTest,
  publicNameTest,
} from '../../../src/signatures/secrets/placeholders.js';

const isPlaceholder = placeholderTest({
  parts: ['example', 'your_'],
  words: ['changeme'],
  values: ['kn[]own-value-9'],
});

describe('what stands in place of a secret', () => {
  it.each([
    'AKIAIOSFODNN7EXAMPLE',
    'changeme',
    'ChangeMe',
    'YOUR_API_KEY',
    'known-value-9',
    '${DB_PASSWORD}',
    '$DB_PASSWORD',
    '{{ resolve }}',
    '<token>',
    'aaaaaaaaaaaa',
    'ab12345678cd',
    'process.env.KEY',
    'arn:aws:secretsmanager:eu-central-1:1:secret:x',
    'ababababababababab',
    'ENC(G0MTzCFW4i9ChNjdcTJCOh6DCbKBHnol)',
    'ENC[AES256_GCM,data:x]',
    `AgB${'y7Kp'.repeat(40)}`,
    `AQICAHh${'y7Kp'.repeat(20)}`,
    `gAAAAABm${'y7Kp'.repeat(20)}`,
    'sk-...',
    'sk-live-…',
  ])('%s', (value) => {
    expect(isPlaceholder(value)).toBe(true);
  });

  it.each(['q8Zk2vLm4xTz9wRb', 'Tr0ub4dor-3', 'changeme-9Kq2'])('but not %s', (value) => {
    expect(isPlaceholder(value)).toBe(false);
  });
});

describe('what somebody may have chosen as a password', () => {
  it.each(['hunter2-and-more', 'Wz7-kqLp29x', 'c8f2Lq9Zt3Wk7Xy1Pb'])('%s', (value) => {
    expect(mayBeChosen(value)).toBe(true);
  });

  it.each([
    'Password',
    'bearer_token',
    'x-api-key',
    'two words',
    '/etc/secret.key',
    'https://a.b/c9',
    'token-type-2',
  ])('not %s', (value) => {
    expect(mayBeChosen(value)).toBe(false);
  });
});

it('entropy is that of Shannon, in bits a character', () => {
  expect(entropyOf('aaaa')).toBe(0);
  expect(entropyOf('abab')).toBe(1);
  expect(entropyOf('abcdefgh')).toBe(3);
});

describe('names of what is for everybody', () => {
  const isPublic = publicNameTest({ names: ['partitiontoken', 'encrypted'] });
  it.each(['PARTITION_TOKEN', 'partitionToken', 'next-partition-token: ', 'ENCRYPTED_DB_PASSWORD'])(
    '%s',
    (name) => {
      expect(isPublic(name)).toBe(true);
    },
  );
  it.each(['API_TOKEN', 'partition', 'password'])('%s is none', (name) => {
    expect(isPublic(name)).toBe(false);
  });
});
