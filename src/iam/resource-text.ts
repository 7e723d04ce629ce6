/** A part of a resource's text: as it is written, a reference to something of the template, or what nothing shows. */
export type ResourcePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reference'; readonly name: string }
  | { readonly kind: 'missing'; readonly name: string };

const PLACEHOLDER = /<([^<>]{1,300})>/g;

/** References that a template can hold: `Orders`, `Jobs.QueueName`; `aws_dynamodb_table.orders.name`, with modules and keys. */
const REFERENCE = /^[A-Za-z][\w.[\]"-]{0,280}$/;

/** The parts of a resource with placeholders. @param missing placeholders for what nothing shows. */
export function resourceParts(resource: string, missing: readonly string[]): ResourcePart[] {
  const parts: ResourcePart[] = [];
  let at = 0;
  for (const match of resource.matchAll(PLACEHOLDER)) {
    const [whole, name = ''] = match;
    if (match.index > at) parts.push({ kind: 'text', text: resource.slice(at, match.index) });
    const isKnown = !missing.includes(whole) && REFERENCE.test(name);
    parts.push({ kind: isKnown ? 'reference' : 'missing', name });
    at = match.index + whole.length;
  }
  if (at < resource.length) parts.push({ kind: 'text', text: resource.slice(at) });
  return parts;
}

const PSEUDO: ReadonlyMap<string, string> = new Map([
  ['region', 'AWS::Region'],
  ['account', 'AWS::AccountId'],
]);

/** A value of CloudFormation: text, or an intrinsic function in its long form. */
export type TemplateValue = string | { readonly [name: string]: unknown };

function referenceValue(name: string): TemplateValue {
  const [id = '', ...attribute] = (PSEUDO.get(name) ?? name).split('.');
  return attribute.length > 0 ? { 'Fn::GetAtt': [id, attribute.join('.')] } : { Ref: id };
}

function textOf(part: ResourcePart): string {
  if (part.kind === 'text') return part.text;
  return part.kind === 'missing' ? '*' : `\${${PSEUDO.get(part.name) ?? part.name}}`;
}

/** A resource as CloudFormation and SAM write it. What nothing shows is a star. */
export function cloudFormationResource(resource: string, missing: readonly string[]): TemplateValue {
  const parts = resourceParts(resource, missing);
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'reference') return referenceValue(only.name);
  if (parts.every(({ kind }) => kind !== 'reference')) return parts.map(textOf).join('');
  // `Fn::Sub` reads `${name}` as a reference, and `${!name}` as text.
  const texts = parts.map((part) =>
    part.kind === 'text' ? part.text.replaceAll('${', () => '${!') : textOf(part),
  );
  return { 'Fn::Sub': texts.join('') };
}

/** A resource as serverless.yml writes it: `${…}` is Serverless's own syntax there, so parts are joined. */
export function serverlessResource(resource: string, missing: readonly string[]): TemplateValue {
  const parts = resourceParts(resource, missing);
  if (parts.every(({ kind }) => kind !== 'reference')) return parts.map(textOf).join('');
  const values = parts.map((part) => (part.kind === 'reference' ? referenceValue(part.name) : textOf(part)));
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : { 'Fn::Join': ['', values] };
}

/** A resource as a text of Terraform's language. */
export function terraformResource(resource: string, missing: readonly string[]): string {
  const parts = resourceParts(resource, missing).map((part) => {
    if (part.kind === 'missing') return '*';
    // Terraform reads `${` and `%{` in a text as starts of expressions.
    if (part.kind === 'text')
      return JSON.stringify(part.text.replaceAll(/[$%](?=\{)/g, (sign) => sign + sign)).slice(1, -1);
    if (part.name === 'region') return '${data.aws_region.current.name}';
    return part.name === 'account' ? '${data.aws_caller_identity.current.account_id}' : `\${${part.name}}`;
  });
  return `"${parts.join('')}"`;
}

/** A resource as an expression of TypeScript in a stack of CDK. */
export function cdkResource(resource: string, missing: readonly string[]): string {
  const parts = resourceParts(resource, missing);
  if (parts.every(({ kind }) => kind !== 'reference')) return JSON.stringify(parts.map(textOf).join(''));
  const texts = parts.map((part) => {
    if (part.kind !== 'reference') return textOf(part).replaceAll(/[`\\]|\$\{/g, (found) => `\\${found}`);
    if (PSEUDO.has(part.name)) return `\${cdk.Aws.${part.name === 'region' ? 'REGION' : 'ACCOUNT_ID'}}`;
    const [id = '', ...attribute] = part.name.split('.');
    return attribute.length > 0
      ? `\${cdk.Fn.getAtt(${JSON.stringify(id)}, ${JSON.stringify(attribute.join('.'))})}`
      : `\${cdk.Fn.ref(${JSON.stringify(id)})}`;
  });
  return `\`${texts.join('')}\``;
}
