/*
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */

/** Makes the runner ignore workflow commands in all output until it reads the token again. */
export function pauseCommands(token: string): string {
  return `::stop-commands::${token}\n`;
}

export function resumeCommands(token: string): string {
  return `::${token}::\n`;
}

/** Outputs as lines of the file that the runner names. @param delimiter a word that no value holds. */
export function outputLines(outputs: ReadonlyMap<string, string>, delimiter: string): string {
  return [...outputs].map(([name, value]) => `${name}<<${delimiter}\n${value}\n${delimiter}\n`).join('');
}
