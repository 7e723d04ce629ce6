// A minified text without the comments that its minifier left in it.
import { parse } from 'acorn';

/** @returns {{ start: number, end: number }[]} UTF-16 offsets, ascending */
export function commentsOf(code) {
  const comments = [];
  const onComment = (...[, , start, end]) => comments.push({ start, end });
  const options = { ecmaVersion: 'latest', allowHashBang: true, allowReturnOutsideFunction: true, onComment };
  try {
    parse(code, { ...options, sourceType: 'script' });
  } catch {
    comments.length = 0;
    parse(code, { ...options, sourceType: 'module' });
  }
  return comments;
}

/** A line of its own goes as a whole; between tokens that would grow together a space stays. */
export function stripComments(code, comments) {
  let result = '';
  let at = 0;
  for (const { start, end } of comments) {
    result += code.slice(at, start);
    at = end;
    const before = result.at(-1) ?? '\n';
    const after = code[at] ?? '\n';
    if (after === '\n' && before === '\n') at += 1;
    else if (/[\w$]/.test(before) && /[\w$]/.test(after)) result += ' ';
  }
  return result + code.slice(at);
}
