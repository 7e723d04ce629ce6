import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../fixtures/injection/python/', import.meta.url);

export interface PythonHandler {
  readonly name: string;
  /** Rules of which the code breaks one, and no other; none if it is safe. */
  readonly rules: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

function filesIn(code: string): Record<string, string> {
  const [first = '', ...others] = code.split(/^# file: (.*)$/m);
  const files: Record<string, string> = { 'app.py': first };
  for (let at = 0; at + 1 < others.length; at += 2) files[others[at] ?? ''] = others[at + 1] ?? '';
  return files;
}

/** `=== name | rules`, and behind each `---` a handler that is bad or good, with the reason. */
function handlersIn(text: string): PythonHandler[] {
  return text
    .split(/^=== /m)
    .slice(1)
    .flatMap((block) => {
      const [head = '', ...parts] = block.split(/^--- /m);
      const [name = '', rules = ''] = head.trim().split(' | ');
      return parts.map((part, at) => {
        const [title = '', ...lines] = part.split('\n');
        return {
          name: `${name} ${at + 1}: ${title}`,
          rules: title.startsWith('bad') ? rules.split(',').map((rule) => `flows/${rule.trim()}`) : [],
          files: filesIn(lines.join('\n')),
        };
      });
    });
}

/** Handlers in Python with what is wrong in each. */
export const PYTHON_HANDLERS: readonly PythonHandler[] = readdirSync(FOLDER)
  .sort()
  .flatMap((file) => handlersIn(readFileSync(new URL(file, FOLDER), 'utf8')));
