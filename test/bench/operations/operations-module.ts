import { PROJECT } from '../../support/project-files.js';

/** A script of the operations' bench: not TypeScript, and not part of the product. */
export async function operationsModule<T>(name: string): Promise<T> {
  return (await import(/* @vite-ignore */ `${PROJECT}bench/operations/${name}`)) as T;
}
