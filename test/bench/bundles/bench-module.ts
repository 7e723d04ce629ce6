import { PROJECT } from '../../support/project-files.js';

/** A module of the benchmark, which is plain JavaScript: its users declare the types that they need. */
export async function benchModule<T>(name: string): Promise<T> {
  return (await import(/* @vite-ignore */ `${PROJECT}bench/bundles/${name}`)) as T;
}
