import type { AwsPlace } from '../../model/index.js';
import type { ReportIndex } from '../report-index.js';
import { placeOf, withoutPlace, type HubPlace } from './place.js';
import { artifactSubjects, functionSubjects, scanSubject, type Subject } from './subjects.js';

interface PlacedSubjects {
  readonly place: HubPlace;
  readonly subjects: Subject[];
}

interface Sorting {
  /** By account and region. */
  readonly places: Map<string, PlacedSubjects>;
  readonly homeless: Subject[];
}

function put({ places, homeless }: Sorting, subject: Subject, place: HubPlace | null): void {
  if (!place) {
    homeless.push(subject);
    return;
  }
  const key = `${place.account} ${place.region}`;
  const known = places.get(key);
  if (known) known.subjects.push(subject);
  else places.set(key, { place, subjects: [subject] });
}

/** The place of findings without a function: the user's, else the common one of all functions. */
function commonPlace({ places }: Sorting, aws: AwsPlace): HubPlace | null {
  const [only, ...others] = places.values();
  const stated = placeOf({ arn: null, account: null, region: null }, aws);
  return stated ?? (only && others.length === 0 ? only.place : null);
}

/**
 * All subjects of findings, by account and region, in the report's order.
 * @throws ScanError `usage` when the place of one is unknown.
 */
export function subjectsByPlace(index: ReportIndex, aws: AwsPlace): PlacedSubjects[] {
  const sorting: Sorting = { places: new Map(), homeless: [] };
  for (const [fn, subject] of functionSubjects(index)) put(sorting, subject, placeOf(fn, aws));
  const common = commonPlace(sorting, aws);
  for (const subject of artifactSubjects(index)) put(sorting, subject, common);
  const scan = scanSubject(index);
  if (scan) {
    // Each of several accounts has to know that the answer is not complete.
    const all = [...sorting.places.values()].map(({ place }) => place);
    for (const place of common || all.length === 0 ? [common] : all) put(sorting, scan, place);
  }
  if (sorting.homeless.length > 0) throw withoutPlace(sorting.homeless.map(({ name }) => name));
  return [...sorting.places.values()];
}
