/**
 * What the analysis says a handler performs, before operations become IAM actions. To be filled in with the product's own function.
 * The caller hands in `{ zip, handler, runtime }`.
 * @returns {Promise<readonly { service: string, operation: string }[] | null>} service: the SDK's service id in small letters and digits;
 *   null while no function of `dist` tells: then only actions are scored
 */
export async function operationsOf() {
  return null;
}
