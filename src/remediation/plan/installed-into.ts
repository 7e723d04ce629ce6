import { isDeployed, type ApplicationRoot, type Artifact } from '../../model/index.js';

/** Paths without a meaning in a shell, and no option. */
const PLAIN_PATH = /^[\w./@+][\w./@+-]*$/;

/** The folder on this machine that a root's packages were installed into by hand; null in an archive, and where a build or a list says what is installed. */
export function installedInto(artifact: Artifact, root: ApplicationRoot): string | null {
  if (isDeployed(artifact) || root.list !== undefined || root.manager !== 'pip') return null;
  const folder = root.path === '' ? artifact.path : `${artifact.path}/${root.path}`;
  return PLAIN_PATH.test(folder) ? folder : null;
}
