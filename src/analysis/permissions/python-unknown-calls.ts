import { isSdkMethod, sdkService } from '../../iam/index.js';
import type { PythonPlace } from '../../program/index.js';
import type { PythonUse } from './python-uses.js';
import type { Parameters } from './python-what.js';

/** A call of a method of an object of which nothing is known. */
export interface UnknownCall {
  readonly name: string;
  readonly place: PythonPlace;
  readonly parameters: Parameters;
}

/** boto3's parameters begin with a capital letter, or have one inside; those of other code have underscores. */
const PARAMETER = /^[A-Z]|^[a-z]+[A-Z]/;

/** Whether a call looks like one of boto3's: by its name alone, or for names of one word by the names of its parameters. */
function isLikeSdk({ name, parameters }: UnknownCall): boolean {
  if (!isSdkMethod(name)) return false;
  return name.includes('_') || [...parameters.keys()].some((parameter) => PARAMETER.test(parameter));
}

/** Calls by their names: they are uses of each service whose client the program makes and that has the method. */
export function usesByName(
  calls: readonly UnknownCall[],
  services: ReadonlySet<string>,
): { readonly uses: readonly PythonUse[]; readonly reasons: readonly string[] } {
  const likely = calls.filter(isLikeSdk);
  const uses = likely.flatMap(({ name, ...making }) =>
    [...services].flatMap((service) => {
      const operation = sdkService(service)?.operations.get(name);
      return operation === undefined ? [] : [{ service, operation, ...making }];
    }),
  );
  const reasons = likely.map(
    ({ name }) => `code calls ${name} of an object of which it is not known where it comes from`,
  );
  return { uses, reasons };
}
