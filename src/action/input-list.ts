/** An input of the Action, as `action.yml` declares it; a test holds the two equal. */
export interface ActionInput {
  readonly name: string;
  /** Its meaning and its default. `action.yml` has no defaults, because it cannot distinguish an empty input from a missing one. */
  readonly description: string;
}

export const ACTION_INPUTS = [
  {
    name: 'path',
    description: 'What to scan, one a line: archives, folders, globs, build outputs. Default: the folder.',
  },
  {
    name: 'working-directory',
    description: 'Folder to work in, from the workspace. Default: the workspace.',
  },
  {
    name: 'fail-on',
    description:
      "Lowest severity that fails the job: critical, high, medium, low, none. Default: the configuration's, else high.",
  },
  {
    name: 'new-only',
    description:
      'true or false: fail only on findings that the baseline lacks. Default: true where there is a baseline.',
  },
  {
    name: 'allow-incomplete',
    description: 'true or false: pass even if the scan is incomplete. Default: false.',
  },
  {
    name: 'config',
    description:
      'Configuration file, or none. Default: the nearest stowaway.config.{yaml,json}, here or in a folder above.',
  },
  { name: 'vex', description: 'OpenVEX or CSAF files, one a line.' },
  {
    name: 'baseline',
    description:
      "A JSON report to compare with, artifact (the base branch's), or none. Default: artifact in pull requests, else none.",
  },
  {
    name: 'baseline-artifact',
    description: 'Name of the artifact with the JSON report of the base branch. Default: stowaway-report.',
  },
  {
    name: 'base-path',
    description:
      'Folder with the base branch, checked out and built: path is scanned there too, as the baseline. Default: none.',
  },
  {
    name: 'format',
    description: 'Reports to write besides json and sarif, one a line: html, cyclonedx, spdx, csv …',
  },
  {
    name: 'report-dir',
    description: "Folder to write reports to. Default: stowaway-report in the runner's temporary folder.",
  },
  {
    name: 'db',
    description:
      "Folder of the advisory database, to be cached between runs. Default: the user's data folder.",
  },
  { name: 'db-url', description: "Export of advisories in OSV's layout: a mirror. Default: OSV's own." },
  { name: 'kev-url', description: "Catalogue of exploited vulnerabilities, or none. Default: CISA's." },
  { name: 'epss-url', description: "Scores of the probability of exploitation, or none. Default: FIRST's." },
  {
    name: 'db-max-age',
    description: 'Days after which advisory data make the answer incomplete. Default: 7.',
  },
  { name: 'offline', description: 'true or false: download no advisories. Default: false.' },
  {
    name: 'cache-dir',
    description: "Folder of stored results, to be cached between runs. Default: the user's cache folder.",
  },
  {
    name: 'comment',
    description:
      'Comment on the pull request: never, on-change (when there is something to report) or always. Default: never.',
  },
  {
    name: 'comment-key',
    description:
      'Label that separates the comments of jobs that scan the same path, such as a value of the matrix. Default: none.',
  },
  {
    name: 'annotations',
    description: 'true or false: annotate changed files of the pull request. Default: true.',
  },
  {
    name: 'token',
    description: "Token for GitHub's API. Default: the job's own.",
  },
] as const satisfies readonly ActionInput[];

export type InputName = (typeof ACTION_INPUTS)[number]['name'];

/** Variable that `action.yml` hands an input over in: a shell passes no name with hyphens on. */
export function inputVariable(name: InputName): string {
  return `INPUT_${name.toUpperCase().replaceAll('-', '_')}`;
}
