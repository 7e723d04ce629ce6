import { isManagerScript } from '../program/index.js';

/** Usual names of a handler's file. */
const LIKELY = /(?:^|\/)(?:index|handler|main|lambda|app)\.[cm]?js$/;

const LIKELY_PYTHON = /(?:^|\/)(?:index|handler|main|lambda_function|lambda|app)\.py$/;

export function isLikelyPython(path: string): boolean {
  return LIKELY_PYTHON.test(path);
}

/** Whether code in Python defines what looks like a handler at its top: by its name, or by its first parameter. */
export function definesHandler(text: string): boolean {
  return /^(?:def[ \t]+)?\w{0,40}handler[ \t]*[(=]|^def[ \t]+\w+\([ \t]*_?event\b/m.test(text);
}

export function isLikelyHandler(path: string): boolean {
  return LIKELY.test(path);
}

/** Whether an export's name is one that handlers have: `handler`, `createHandler`. */
export function isHandlerName(name: string): boolean {
  return /handler$/i.test(name);
}

/** Whether code names something a handler. */
export function namesHandler(text: string): boolean {
  return /handler\b/i.test(text);
}

/** Own scripts of an artifact that may be handlers, usual ones first. */
export function likelyFirst(own: readonly string[]): string[] {
  const likely = own.filter(isLikelyHandler);
  return [...likely, ...own.filter((path) => !isLikelyHandler(path) && !isManagerScript(path))];
}
