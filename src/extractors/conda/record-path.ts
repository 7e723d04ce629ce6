/** Conda writes a file for each package of an environment. https://docs.conda.io/projects/conda/en/latest/user-guide/concepts/environments.html */
export const RECORD_PATH = /(?:^|\/)conda-meta\/[^/]+\.json$/;
