import { PROJECT } from '../../support/project-files.js';

/** A module of the benchmark, which is plain JavaScript: what is used of it is described where it is used. */
export async function benchModule<T>(name: string): Promise<T> {
  return (await import(/* @vite-ignore */ `${PROJECT}bench/bundles/${name}`)) as T;
}
