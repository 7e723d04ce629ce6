import type { FunctionLimits, OperationSettings } from '../../model/index.js';
import { field, itemsOf } from '../data.js';
import { textValueOf, type TerraformResource, type TerraformResources } from './resources.js';

/** In Terraform's `aws_lambda_function`, a `reserved_concurrent_executions` of -1 stands for no reserved concurrency. */
export function limitsOf({ values, unknown }: TerraformResource): FunctionLimits {
  const timeout = field(values, 'timeout');
  const reserved = field(values, 'reserved_concurrent_executions');
  const isReserved = typeof reserved === 'number' && reserved >= 0;
  const isUnknown = field(unknown, 'reserved_concurrent_executions') === true;
  const known = isUnknown ? undefined : null;
  const reservedConcurrency = isReserved ? reserved : known;
  return {
    timeoutSeconds: typeof timeout === 'number' ? timeout : null,
    reservedConcurrency,
  };
}

function blockIn(values: unknown, name: string): unknown {
  return itemsOf(field(values, name))[0];
}

/** An empty text is no signing; a reference that only the apply resolves is one. */
function isSigned(fn: TerraformResource): boolean {
  const arn = textValueOf(fn, 'code_signing_config_arn');
  return arn === null ? field(fn.unknown, 'code_signing_config_arn') === true : arn !== '';
}

/** @param invokes configurations of the function's asynchronous calls. */
export function operationOf(
  resources: TerraformResources,
  fn: TerraformResource,
  invokes: readonly TerraformResource[],
): OperationSettings {
  const signed = isSigned(fn);
  const sends = invokes.some(
    ({ values }) => blockIn(blockIn(values, 'destination_config'), 'on_failure') !== undefined,
  );
  return {
    tracingOff: field(blockIn(fn.values, 'tracing_config'), 'mode') === 'PassThrough',
    // Images are not signed by Lambda's code signing.
    signed: textValueOf(fn, 'package_type') === 'Image' ? null : signed,
    othersSigned: !signed && resources.ofType('aws_lambda_function').some(isSigned),
    keepsFailed: sends || blockIn(fn.values, 'dead_letter_config') !== undefined,
  };
}
