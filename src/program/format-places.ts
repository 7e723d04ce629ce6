import { limitOf } from '../files/index.js';

/** Stands for a part of a text that code computes. */
export const OPEN = '\0';
/** `{{`, `{}`, `{name}`, `{0.name!r:>10}` */
const BRACES = /\{\{|\}\}|\{([^{}!:]{0,80})(?:!([rsa]))?(?::([^{}]{0,40}))?\}/g;
/** `%%`, `%s`, `%(name)s` */
const PERCENTS = /%%|%(?:\((\w{1,80})\))?([-+ #0]{0,5}(?:\d{1,4}|\*)?(?:\.\d{1,4})?[a-zA-Z])/g;
/** What only numbers have behind them: a text is an error there. */
const NUMBERS = /[bcdeEfFgGnoxXiu%]$/;

/** A place of a format for a value. */
export interface FormatPlace {
  /** The text before it. */
  readonly before: string;
  /** The number or the name of its value. */
  readonly key: string;
  /** What it takes of that: `{order.name}`. */
  readonly member: string | null;
  readonly isNumber: boolean;
  /** Whether the value stands there as code writes it. */
  readonly isQuoted: boolean;
}

/** The beginning and the end of a text that stands before a part. */
export function endsOf(text: string): string {
  const most = limitOf('joined-text');
  return text.length <= most ? text : text.slice(0, most / 2) + OPEN + text.slice(-most / 2);
}

/** Stands for the places that are too many: any value. */
const OTHERS = { key: OPEN, member: null, isNumber: false, isQuoted: false };

type Found = Omit<FormatPlace, 'before' | 'key'> & { readonly name: string };

function braceAt([, field = '', conversion = 's', form = '']: RegExpMatchArray): Found {
  const [, name = '', member = null] = /^([^.[]*)(?:[.[](\w{1,80})\]?$)?/.exec(field) ?? [];
  return { name, member, isNumber: NUMBERS.test(form), isQuoted: conversion !== 's' };
}

function percentAt([, name = '', form = '']: RegExpMatchArray): Found {
  return { name, member: null, isNumber: NUMBERS.test(form), isQuoted: /[ra]$/.test(form) };
}

/** The places of a format, and the text behind the last one. */
export function formatPlaces(
  text: string,
  sign: '{' | '%',
): { readonly places: FormatPlace[]; readonly whole: string } {
  const most = limitOf('joined-parts');
  const places: FormatPlace[] = [];
  let [whole, end] = ['', 0];
  for (const match of text.matchAll(sign === '{' ? BRACES : PERCENTS)) {
    whole += text.slice(end, match.index);
    end = match.index + match[0].length;
    if (match[0].length === 2 && !/^(?:\{\}|%[a-zA-Z])$/.test(match[0])) whole += match[0].charAt(0);
    else {
      const { name, ...found } = sign === '{' ? braceAt(match) : percentAt(match);
      const key = name === '' ? String(places.length) : name;
      if (places.length < most) places.push({ ...found, before: endsOf(whole), key });
      else if (places.length === most) places.push({ ...OTHERS, before: OPEN });
      whole += OPEN;
    }
  }
  return { places, whole: whole + text.slice(end) };
}
