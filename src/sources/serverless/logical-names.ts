/** The form of a key in logical ids: `store-it` → `StoreDashit`. */
export function normalisedKey(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1).replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
}

/** The form of a name of a bucket or a topic: letters and digits only. */
export function logicalName(name: string): string {
  const letters = name.replaceAll(/[^a-z\d]/gi, '');
  return letters.charAt(0).toUpperCase() + letters.slice(1);
}

/** Logical id of the function with a key of the configuration. */
export function functionIdOf(key: string): string {
  return `${normalisedKey(key)}LambdaFunction`;
}

/** Logical id of the layer with a key of the configuration. */
export function layerIdOf(key: string): string {
  return `${normalisedKey(key)}LambdaLayer`;
}
