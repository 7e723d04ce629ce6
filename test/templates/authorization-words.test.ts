import { expect, test } from 'vitest';
import { callersByAuthorization } from '../../src/templates/authorization-words.js';

test.each([
  ['NONE', 'anyone', 'anybody may call it: AuthType NONE'],
  ['', 'anyone', 'anybody may call it: AuthType NONE'],
  ['none', 'anyone', 'anybody may call it: AuthType NONE'],
  ['API_KEY', 'anyone', 'anybody may call it: an API key alone is no authentication'],
  ['AWS_IAM', 'authenticated', 'identified callers only: signed by IAM (AuthType AWS_IAM)'],
  [
    'JWT',
    'authenticated',
    'identified callers only: with a token that a JWT authorizer checks (AuthType JWT)',
  ],
  ['MAGIC', 'unknown', 'who may call it was not seen: AuthType MAGIC'],
  [null, 'unknown', 'who may call it was not seen: AuthType is set by the deployment'],
])('%s lets in %s', (type, access, statement) => {
  expect(callersByAuthorization(type, 'AuthType')).toEqual({ access, statement });
});
