import { field, fieldAt, recordOf, stringOf } from '../data.js';
import type { CodeLocation } from '../template-facts.js';
import { inlineCode } from './code-resources.js';
import { branchOf, textOf } from './intrinsics.js';
import { propertyOf, type Resource, type Template } from './template.js';

function locationOfText(text: string): CodeLocation {
  if (!/^(?:s3|https?):\/\//.test(text)) return { kind: 'path', path: text };
  return { kind: 's3', key: text.slice(text.indexOf('/', 8) + 1), assetPath: null };
}

function locationOfRecord(template: Template, resource: Resource, code: object): CodeLocation {
  const { scope } = template;
  const source = field(code, 'ZipFile');
  if (source !== undefined) return inlineCode(template, source);
  const image = field(code, 'ImageUri');
  if (image !== undefined) return { kind: 'image', uri: textOf(image, scope) };
  const assetPath = stringOf(fieldAt(resource.metadata, 'aws:asset:path'));
  // SAM's `CodeUri: { Bucket, Key }`, and CloudFormation's `Code: { S3Bucket, S3Key }`.
  const key = textOf(field(code, 'S3Key') ?? field(code, 'Key'), scope);
  return key === null && assetPath === null ? { kind: 'unknown' } : { kind: 's3', key, assetPath };
}

/** Location of a function's code or a layer's content. @param value its `Code`, `CodeUri`, `Content` … */
export function codeLocationOf(template: Template, resource: Resource, value: unknown): CodeLocation {
  const code = branchOf(value, template.scope);
  const text = textOf(code, template.scope);
  if (text !== null) return locationOfText(text);
  const record = recordOf(code);
  return record ? locationOfRecord(template, resource, record) : { kind: 'unknown' };
}

/** Location of a function's code, from whichever property has it. `packageType` is null for the default. */
export function functionCodeOf(
  template: Template,
  resource: Resource,
  packageType: string | null,
): CodeLocation {
  const imageUri = propertyOf(template, resource, 'ImageUri');
  if (packageType === 'Image' || imageUri !== undefined) {
    const uri = imageUri ?? fieldAt(resource.properties, 'Code', 'ImageUri');
    return { kind: 'image', uri: textOf(uri, template.scope) };
  }
  const inline = propertyOf(template, resource, 'InlineCode');
  if (inline !== undefined) return inlineCode(template, inline);
  const code = propertyOf(
    template,
    resource,
    resource.type === 'AWS::Serverless::Function' ? 'CodeUri' : 'Code',
  );
  return codeLocationOf(template, resource, code);
}
