import { z } from 'zod';
import type { RestApi } from './rest-api.js';
import { ChangedFile } from './schema.js';

const Page = z.array(ChangedFile);

/**
 * Paths of the files that a pull request adds or changes, from the repository's root.
 * @throws ApiFailure
 */
export async function changedFiles(
  api: RestApi,
  repository: string,
  pullRequest: number,
): Promise<ReadonlySet<string>> {
  const paths = new Set<string>();
  for await (const files of api.pages(`repos/${repository}/pulls/${pullRequest}/files`, Page)) {
    for (const { filename, status } of files) if (status !== 'removed') paths.add(filename);
  }
  return paths;
}
