import type { Trigger } from '../model/index.js';

/** Who may cause an event, and the setting that says so. */
export interface Callers {
  readonly access: NonNullable<Trigger['access']>;
  readonly statement: string;
}

/** Authorization type of API Gateway, AppSync or a function URL → what callers prove. An API key alone proves nothing: it is no authentication. */
const PROOFS: ReadonlyMap<string, string> = new Map([
  ['AWS_IAM', 'signed by IAM'],
  ['CUSTOM', 'checked by a Lambda authorizer'],
  ['AWS_LAMBDA', 'checked by a Lambda authorizer'],
  ['COGNITO_USER_POOLS', 'users of a Cognito user pool'],
  ['AMAZON_COGNITO_USER_POOLS', 'users of a Cognito user pool'],
  ['JWT', 'with a token that a JWT authorizer checks'],
  ['OPENID_CONNECT', 'with a token of an OpenID provider'],
]);

export function openCallers(why: string): Callers {
  return { access: 'anyone', statement: `anybody may call it: ${why}` };
}

export function identifiedCallers(how: string): Callers {
  return { access: 'authenticated', statement: `identified callers only: ${how}` };
}

export function unknownCallers(why: string): Callers {
  return { access: 'unknown', statement: `who may call it was not seen: ${why}` };
}

export const API_KEY_ONLY: Callers = openCallers('an API key alone is no authentication');

/**
 * Callers that an authorization type lets in.
 * @param type null if only the deployment knows it.
 * @param setting as the statement names it: `AuthorizationType`.
 */
export function callersByAuthorization(type: string | null, setting: string): Callers {
  if (type === null) return unknownCallers(`${setting} is set by the deployment`);
  const word = type.toUpperCase();
  if (word === 'NONE' || word === '') return openCallers(`${setting} NONE`);
  if (word === 'API_KEY') return API_KEY_ONLY;
  const proof = PROOFS.get(word);
  return proof === undefined
    ? unknownCallers(`${setting} ${type}`)
    : identifiedCallers(`${proof} (${setting} ${type})`);
}
