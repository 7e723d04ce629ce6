/** Characters before a text in which the name is searched that gets it. */
const NEAR = 400;
/** A name that gets a value, without the end of a statement behind it. */
const GIVEN = /(\w{1,80})\s{0,4}=(?![=>])[^;=]*$/;

/** Whether a call has a text, or a name in it that the code gives a value with the text: `options = OPTIONS`. */
export function says(wanted: string, call: string, code: string): boolean {
  if (call.includes(wanted)) return true;
  const names = new Set(call.match(/\b[A-Za-z_$][\w$]*/g));
  for (let at = code.indexOf(wanted); at >= 0; at = code.indexOf(wanted, at + wanted.length)) {
    const [, name = ''] = GIVEN.exec(code.slice(Math.max(0, at - NEAR), at)) ?? [];
    if (names.has(name)) return true;
  }
  return false;
}
