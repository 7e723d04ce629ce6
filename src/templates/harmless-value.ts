/** Forms of values that hold no secret, whatever their variable is called. */
const HARMLESS: readonly RegExp[] = [
  // The deployment puts the value of a parameter or secret there, or the code fetches it by this name.
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
  /^\{\{resolve:(?:ssm|ssm-secure|secretsmanager):/,
  /^(?:aws-)?(?:ssm|secretsmanager|secrets-manager|parameterstore):/i,
  // A variable of a tool that was not resolved: `${ssm:/shop/token}`.
  /^\$\{[^{}]{1,300}\}$/,
  /^arn:[a-z-]{3,20}:/,
  // Longer numbers may be PINs and passwords.
  /^-?\d{1,5}(?:\.\d{1,5})?$/,
  /^(?:true|false|yes|no|on|off|enabled|disabled|none|null)?$/i,
];

/** Letters and digits of a part of a path that may be a secret of its own, as in addresses of webhooks. */
const RANDOM_PART = /[\w-]{20}/;

function isPlainAddress(text: string): boolean {
  if (!/^[a-z]{2,10}:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { username, password, search, hash, pathname } = new URL(text);
  return username === '' && password === '' && search === '' && hash === '' && !RANDOM_PART.test(pathname);
}

/** `/prod/db/password`: the path of a parameter, in lower-case words. */
function isParameterPath(text: string): boolean {
  const [first, ...parts] = text.split('/', 16);
  return first === '' && parts.length > 1 && parts.every((part) => /^[a-z][a-z\d_.-]{0,40}$/.test(part));
}

/** Whether a value is no secret by its form: a reference to a secret, a small number, a switch, an ARN, or an address without credentials. */
export function isHarmlessValue(text: string): boolean {
  return HARMLESS.some((form) => form.test(text)) || isPlainAddress(text) || isParameterPath(text);
}

/** Names of the variables whose values are no secrets by their form. @param text null where only the deployment knows the value. */
export function harmlessVariables(
  variables: readonly (readonly [name: string, text: string | null])[],
): readonly string[] {
  return variables.flatMap(([name, text]) => (text !== null && isHarmlessValue(text) ? [name] : []));
}
