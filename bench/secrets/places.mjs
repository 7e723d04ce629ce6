// Which places in a report tell a secret that a set lists.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Line of a value in its file; null where it is written in another form. */
export function lineOf(folder, { file, value }) {
  const text = readFileSync(join(folder, file), 'utf8');
  const at = text.indexOf(value.split('\n')[0]);
  return at < 0 ? null : text.slice(0, at).split('\n').length;
}

/** @param {readonly { findings: object[] }[]} artifacts of a report @returns {object[]} places of its secrets */
export function placesOfSecrets(artifacts) {
  return artifacts
    .flatMap(({ findings }) => findings)
    .filter(({ kind }) => kind === 'secret')
    .flatMap(({ rule, evidence }) =>
      evidence.map(({ path, line }) => ({ rule, path, line, isMeant: false })),
    );
}

/** Places that tell a secret, in its file or another one with the same value. */
export function placesOf(places, secret, line) {
  const files = new Set([secret.file, ...(secret.also ?? [])]);
  const isNear = (place) =>
    place.path !== secret.file || line === null || place.line === null || Math.abs(place.line - line) <= 1;
  const of = places.filter((place) => files.has(place.path) && isNear(place));
  const hit = of.find(({ isMeant }) => !isMeant);
  return of.filter((place) => place === hit || (secret.also && place.rule === hit?.rule));
}
