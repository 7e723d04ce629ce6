import type { FunctionLimits, OperationSettings } from '../../model/index.js';
import { field, fieldAt } from '../data.js';
import { textOf } from './intrinsics.js';
import {
  functionReferredBy,
  propertyOf,
  resourcesOfType,
  textPropertyOf,
  type Resource,
  type Template,
} from './template.js';

/** Seconds until Lambda ends a call where the template sets none. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
const DEFAULT_TIMEOUT = 3;

/** A number; null if only the deployment knows it. */
function numberIn(template: Template, value: unknown): number | null {
  const number = Number(typeof value === 'number' ? value : (textOf(value, template.scope) ?? NaN));
  return Number.isFinite(number) ? number : null;
}

export function limitsOf(template: Template, resource: Resource): FunctionLimits {
  const timeout = propertyOf(template, resource, 'Timeout');
  const reserved = propertyOf(template, resource, 'ReservedConcurrentExecutions');
  return {
    timeoutSeconds: timeout === undefined ? DEFAULT_TIMEOUT : numberIn(template, timeout),
    reservedConcurrency: reserved === undefined ? null : (numberIn(template, reserved) ?? undefined),
  };
}

/** The mode of X-Ray, in either form: CloudFormation's block, or SAM's text. */
function hasTracingMode(template: Template, resource: Resource, mode: string): boolean {
  const block = propertyOf(template, resource, 'TracingConfig');
  return [fieldAt(block, 'Mode'), propertyOf(template, resource, 'Tracing')].some(
    (value) => textOf(value, template.scope) === mode,
  );
}

export function isTraced(template: Template, resource: Resource): boolean {
  return hasTracingMode(template, resource, 'Active');
}

export function isSigned(template: Template, resource: Resource): boolean {
  return propertyOf(template, resource, 'CodeSigningConfigArn') !== undefined;
}

function sendsFailed(config: unknown): boolean {
  return fieldAt(config, 'DestinationConfig', 'OnFailure') !== undefined;
}

function keepsFailed(template: Template, resource: Resource): boolean {
  const hasQueue = ['DeadLetterConfig', 'DeadLetterQueue'].some(
    (name) => field(propertyOf(template, resource, name), 'TargetArn') !== undefined,
  );
  const own = resourcesOfType(template, 'AWS::Lambda::EventInvokeConfig').filter(
    (one) => functionReferredBy(template, propertyOf(template, one, 'FunctionName')) === resource.id,
  );
  const configs = [
    propertyOf(template, resource, 'EventInvokeConfig'),
    ...own.map(({ properties }) => properties),
  ];
  return hasQueue || configs.some(sendsFailed);
}

/** @param anySigned a function of the template is signed. */
export function operationOf(template: Template, resource: Resource, anySigned: boolean): OperationSettings {
  const signed = isSigned(template, resource);
  return {
    tracingOff: hasTracingMode(template, resource, 'PassThrough'),
    // Images are not signed by Lambda's code signing.
    signed: textPropertyOf(template, resource, 'PackageType') === 'Image' ? null : signed,
    othersSigned: anySigned && !signed,
    keepsFailed: keepsFailed(template, resource),
  };
}
