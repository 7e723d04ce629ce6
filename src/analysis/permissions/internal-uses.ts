import type { Flow } from '../../program/index.js';
import type { Operation, UsePlace } from './operation-uses.js';

/** Operations by which the SDKs get credentials. A function's own role needs none of them. */
const OF_CREDENTIALS = new Set(
  `sts:AssumeRole sts:AssumeRoleWithWebIdentity sts:AssumeRoleWithSAML sts:GetSessionToken sso:GetRoleCredentials
  ssooidc:CreateToken signin:CreateOAuth2Token s3:CreateSession`.split(/\s+/),
);

/** Texts in the SDKs' own functions that get credentials. */
const MARKS =
  /Invalid response from STS\.assumeRole|STS\.assumeRoleWithWebIdentity call with role ARN|\bgrantType\b|ssoAccountId|\bssoToken\b|isCredentialStsExpiryMissing|AssumeRoleWithWebIdentity requires|CredentialProviderError|masterCredentials|s3ExpressIdentityProvider|SessionCredentials/;

/** Whether it is the SDK's own code that uses an operation, to get credentials. */
export function isInternal(flow: Flow, { service, operation }: Operation, { unit }: UsePlace): boolean {
  if (!OF_CREDENTIALS.has(`${service}:${operation}`)) return false;
  const source = flow.sources.get(unit.file) ?? '';
  for (let at = unit; at.node.type !== 'Program' && at.outer; at = at.outer.owner)
    if (MARKS.test(source.slice(at.node.start, at.node.end))) return true;
  return false;
}
