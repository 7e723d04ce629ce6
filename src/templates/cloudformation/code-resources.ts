import type { Problem } from '../../model/index.js';
import { field, recordOf, stringOf } from '../data.js';
import type { CodeFacts, CodeLocation } from '../template-facts.js';
import { textOf } from './intrinsics.js';
import { propertyOf, textPropertyOf, type Resource, type Template } from './template.js';

/** How a type of resource holds code that is not of a Lambda function in the template. */
interface CodeResource {
  /** Property with its name. */
  readonly name: string;
  /** File that its inline code is as. */
  readonly fileName: string;
  /** Location of its code; null when it has none. */
  readonly locate: (template: Template, resource: Resource) => CodeLocation | null;
}

/** Code as text in the template. */
export function inlineCode(template: Template, source: unknown): CodeLocation {
  return { kind: 'inline', text: stringOf(source) ?? textOf(source, template.scope) };
}

function canaryCode(template: Template, resource: Resource): CodeLocation {
  const code = propertyOf(template, resource, 'Code');
  const script = field(code, 'Script');
  if (script !== undefined) return inlineCode(template, script);
  if (!recordOf(code) || field(code, 'S3Key') === undefined) return { kind: 'unknown' };
  return { kind: 's3', key: textOf(field(code, 'S3Key'), template.scope), assetPath: null };
}

function viewerFunctionCode(template: Template, resource: Resource): CodeLocation {
  return inlineCode(template, propertyOf(template, resource, 'FunctionCode'));
}

/** JavaScript of a resolver; those that are mapping templates have none. */
function resolverCode(template: Template, resource: Resource): CodeLocation | null {
  const code = propertyOf(template, resource, 'Code');
  if (code !== undefined) return inlineCode(template, code);
  if (propertyOf(template, resource, 'CodeS3Location') === undefined) return null;
  return { kind: 's3', key: textPropertyOf(template, resource, 'CodeS3Location'), assetPath: null };
}

/** Code of SAM's GraphQL API lies in the middle of its resolvers and functions. */
function apiCode(template: Template, resource: Resource): CodeLocation | null {
  const parts = ['Functions', 'Resolvers'].map((name) => propertyOf(template, resource, name));
  return parts.some((part) => part !== undefined) ? { kind: 'unknown' } : null;
}

/**
 * Types of resources with code of their own.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-template-resource-type-ref.html
 */
export const CODE_RESOURCES: ReadonlyMap<string, CodeResource> = new Map([
  ['AWS::Synthetics::Canary', { name: 'Name', fileName: 'index.js', locate: canaryCode }],
  ['AWS::CloudFront::Function', { name: 'Name', fileName: 'index.js', locate: viewerFunctionCode }],
  ['AWS::AppSync::Resolver', { name: 'FieldName', fileName: 'index.js', locate: resolverCode }],
  ['AWS::Serverless::GraphQLApi', { name: 'Name', fileName: 'index.js', locate: apiCode }],
  ['AWS::AppSync::FunctionConfiguration', { name: 'Name', fileName: 'index.js', locate: resolverCode }],
]);

/** Code of all such resources. */
export function codeFactsOf(template: Template): readonly CodeFacts[] {
  return [...template.resources.values()].flatMap((resource) => {
    const found = CODE_RESOURCES.get(resource.type);
    const code = found?.locate(template, resource);
    if (!found || !code) return [];
    const name = textPropertyOf(template, resource, found.name);
    return [{ logicalId: resource.id, name, code, fileName: found.fileName }];
  });
}

/** Characters of a type that a message shows. */
const SHOWN_CHARACTERS = 100;

/** Modules of a registry hold resources that the template does not show. */
export function moduleProblems(template: Template, path: string): readonly Problem[] {
  const modules = [...template.resources.values()].filter(({ type }) => type.endsWith('::MODULE'));
  return modules.map(({ id, type }) => {
    const message = `${id} in ${path} is of the module ${type.slice(0, SHOWN_CHARACTERS)}, whose resources are known only at deployment: functions may be missing here.`;
    return { code: 'unsupported', path, message, affectsCompleteness: true };
  });
}
