/** Numbers at the start of a version, whatever its ecosystem. */
const NUMBERS = /^\D{0,2}(\d{1,20})(?:\.(\d{1,20}))?/;

/**
 * The versions among which its users expect nothing to break: the major, of `0.x` the minor too, as npm's caret has it.
 * `4.17.1` → `4`, `0.21.0` → `0.21`. A text without numbers stands for itself.
 */
export function releaseLine(version: string): string {
  const [, major, minor = '0'] = NUMBERS.exec(version) ?? [];
  if (major === undefined) return version;
  return Number(major) === 0 ? `0.${minor}` : major;
}
