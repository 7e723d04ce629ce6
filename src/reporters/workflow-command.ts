/*
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */

/** A note at a line of a file, or of the run when there is no file. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  /** From the repository's root; null: about the run. */
  readonly file: string | null;
  /** 1-based. */
  readonly line: number | null;
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** The line that makes the runner show an annotation. */
export function annotationCommand({ level, title, message, file, line }: Annotation): string {
  const properties = [
    ...(file === null ? [] : [['file', file] as const]),
    ...(line === null ? [] : [['line', String(line)] as const]),
    ['title', title] as const,
  ];
  const parameters = properties.map(([name, value]) => `${name}=${escapeProperty(value)}`).join(',');
  return `::${level} ${parameters}::${escapeMessage(message)}\n`;
}
