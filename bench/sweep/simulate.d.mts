import type { Clock } from '../../src/aws/access/clock.js';
import type { openCaller } from '../../src/aws/access/caller.js';
import type { surveyPlaces } from '../../src/sweep/survey/survey-places.js';

export interface SimulatedPlan {
  readonly accounts: readonly string[];
  readonly regionsOf: (account: string) => readonly string[];
  readonly functionsIn: (account: string, region: string) => number;
  readonly newIn: (account: string, region: string) => number;
  readonly workers: number;
  readonly jobs: number;
  readonly paceFactor: number;
  readonly secondsOfArtifact: number;
}

interface Part {
  readonly seconds: number;
  readonly refused: number;
}

export interface Simulated {
  readonly listing: Part;
  readonly collecting: Part;
  readonly listed: number;
  readonly fetched: number;
  readonly calls: Readonly<Record<string, number>>;
}

export function virtualClock(): Clock & { run<T>(work: Promise<T>): Promise<T> };

export function simulateSweep(
  real: { readonly openCaller: typeof openCaller; readonly surveyPlaces: typeof surveyPlaces },
  plan: SimulatedPlan,
): Promise<Simulated>;
