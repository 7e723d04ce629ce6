import type { Problem } from '../../model/index.js';
import { field } from '../data.js';
import type { CodeFacts, CodeLocation } from '../template-facts.js';
import { textValueOf, type TerraformResource, type TerraformResources } from './resources.js';

/** Where the resources of one type have their code. They are no Lambda functions. */
interface CodeResource {
  /** Argument with its name. */
  readonly name: string;
  /** Location of its code; null when it has none. */
  readonly locate: (resource: TerraformResource) => CodeLocation | null;
}

function isUnknown({ expressions, unknown }: TerraformResource, argument: string): boolean {
  return field(unknown, argument) === true || field(expressions, argument) !== undefined;
}

function textCode(resource: TerraformResource): CodeLocation {
  return { kind: 'inline', text: textValueOf(resource, 'code') };
}

/** JavaScript of a resolver; those that are mapping templates have none. */
function resolverCode(resource: TerraformResource): CodeLocation | null {
  const hasCode = textValueOf(resource, 'code') !== null || isUnknown(resource, 'code');
  return hasCode ? textCode(resource) : null;
}

function canaryCode(resource: TerraformResource): CodeLocation {
  const path = textValueOf(resource, 'zip_file');
  if (path !== null) return { kind: 'path', path };
  const key = textValueOf(resource, 's3_key');
  return key === null ? { kind: 'unknown' } : { kind: 's3', key, assetPath: null };
}

/** Types of resources with code of their own. https://github.com/hashicorp/terraform-provider-aws/tree/main/website/docs/r */
export const CODE_RESOURCES: ReadonlyMap<string, CodeResource> = new Map([
  ['aws_synthetics_canary', { name: 'name', locate: canaryCode }],
  ['aws_cloudfront_function', { name: 'name', locate: textCode }],
  ['aws_appsync_resolver', { name: 'field', locate: resolverCode }],
  ['aws_appsync_function', { name: 'name', locate: resolverCode }],
]);

/** Code of all such resources. */
export function codeFactsOf(resources: TerraformResources): readonly CodeFacts[] {
  return resources.ofType(...CODE_RESOURCES.keys()).flatMap((resource) => {
    const found = CODE_RESOURCES.get(resource.type);
    const code = found?.locate(resource);
    if (!found || !code) return [];
    const name = textValueOf(resource, found.name);
    return [{ logicalId: resource.address, name, code, fileName: 'index.js' }];
  });
}

/** Functions of other platforms, or by other providers: their code is not looked for. */
export const OTHER_FUNCTIONS: readonly string[] = [
  'awscc_lambda_function',
  'awscc_cloudfront_function',
  'awscc_synthetics_canary',
  'azurerm_function_app',
  'azurerm_function_app_flex_consumption',
  'azurerm_function_app_function',
  'azurerm_linux_function_app',
  'azurerm_windows_function_app',
  'cloudflare_worker_script',
  'cloudflare_workers_script',
  'cloudflare_worker_version',
  'cloudflare_pages_project',
  'google_cloudfunctions_function',
  'google_cloudfunctions2_function',
  'vercel_deployment',
];

/** Functions that were seen in the plan and whose code was not. */
export function otherFunctionProblems(resources: TerraformResources): readonly Problem[] {
  return resources.ofType(...OTHER_FUNCTIONS).map(({ address, type }) => {
    const message = `The code of ${address} was not looked for, because ${type} is not read: scan its archive or folder too.`;
    return { code: 'unsupported', path: '', message, affectsCompleteness: true };
  });
}
