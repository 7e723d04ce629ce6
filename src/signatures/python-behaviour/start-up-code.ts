/** Lines of a .pth file that Python runs. https://docs.python.org/3/library/site.html */
const RUN = /^import[ \t]/;

/** The code of a .pth file: other lines name folders. All characters stay in their places. */
export function startUpCode(text: string): string {
  return text
    .split('\n')
    .map((line) => (RUN.test(line) ? line : ' '.repeat(line.length)))
    .join('\n');
}
