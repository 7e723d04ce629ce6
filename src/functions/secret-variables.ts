import type { ServerlessFunction } from '../model/index.js';

/** Names whose values are secrets as a rule: whole words between `_`. */
const SECRET_NAME =
  /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|APIKEY|API_KEY|ACCESS_KEY|PRIVATE_KEY|SECRET_KEY|SIGNING_KEY|ENCRYPTION_KEY|CREDENTIALS?)(?:_\d+)?$/i;
/** `dbPassword`, `apiKey`. */
const CAMEL_NAME = /[a-z](?:Password|Secret|Token|ApiKey|AccessKey|PrivateKey|SecretKey)$/;

/**
 * Variables that seem to hold a secret, by their names. One that refers to a resource, or whose value is no secret by its form,
 * holds none. Values are not kept.
 */
export function secretVariables({ environment, settings, platform }: ServerlessFunction): string[] {
  if (platform !== 'aws-lambda') return [];
  const { environmentReferences = [], harmlessVariables = [], plainDefaults = [] } = settings ?? {};
  const plain = new Set(plainDefaults);
  const references = environmentReferences.map(({ name }) => name).filter((name) => !plain.has(name));
  const harmless = new Set([...references, ...harmlessVariables]);
  return environment.filter(
    (name) => (SECRET_NAME.test(name) || CAMEL_NAME.test(name)) && !harmless.has(name),
  );
}
