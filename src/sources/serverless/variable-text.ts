import { innermostVariable } from './variable-syntax.js';

// Characters of private use, which configurations do not have, stand around the number of a part that stays.
const MARK = /\uE000(\d{1,6})\uE001/g;
const ONLY_MARK = /^\uE000\d{1,6}\uE001$/;

/** A part of a text that stays as it is, or is not known before the deployment. */
export function markOf(at: number): string {
  return `\uE000${at}\uE001`;
}

export function isMarked(text: string): boolean {
  return text.includes('\uE000');
}

/** `ssm:/shop/key` of `${ssm:/shop/key, 'default'}`: a default may be a secret, and reports show the name. */
function nameOf(written: string): string {
  const plain = written.replaceAll(MARK, '…').replaceAll(/[${}\uE000\uE001]/g, '');
  return /^[^,'"]{0,100}/.exec(plain)?.[0].trim() ?? '';
}

/**
 * A text with parts that stayed, as CloudFormation would write it: `{ Ref: 'ssm:/shop/key' }`, or an `Fn::Sub` around
 * the known parts. What it refers to is no resource, so its readers say that it is not known.
 * @param kept parts by the numbers of their marks, as written.
 * @param inSub the text is an argument of `Fn::Sub`.
 */
export function openText(marked: string, kept: readonly string[], inSub: boolean): unknown {
  const text = marked.replaceAll(MARK, (_, at: string) => `\${${nameOf(kept[Number(at)] ?? '')}}`);
  const isUnknown = kept.some((one) => isMarked(one) || innermostVariable(one)?.sources !== null);
  if (inSub || !isUnknown) return text;
  return ONLY_MARK.test(marked) ? { Ref: text.slice(2, -1) } : { 'Fn::Sub': text };
}
