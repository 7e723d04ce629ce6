/** When the support of a runtime ends. */
export interface RuntimeDates {
  /** Day after which the runtime gets no patches, ISO. */
  readonly deprecated: string;
  /** Day after which functions of the runtime cannot be updated any more; null where it is not known. */
  readonly blocked: string | null;
}

/** The day that the dates are of. AWS moves dates: whoever shows one shows this day too. */
export const DATES_AS_OF = '2026-08-22';

/** Where the dates are from: endoflife.date (MIT), which collects those of the AWS page below. */
export const DATES_SOURCE = 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html';

// Names, day of the end of support, day of the last update.
const ROWS: readonly (readonly [names: string, deprecated: string, blocked?: string])[] = [
  ['nodejs24.x', '2028-04-30', '2028-07-01'],
  ['nodejs22.x', '2027-04-30', '2027-07-01'],
  ['nodejs20.x', '2026-04-30', '2027-03-03'],
  ['nodejs18.x', '2025-09-01', '2027-03-03'],
  ['nodejs16.x', '2024-06-12', '2027-03-03'],
  ['nodejs14.x', '2023-12-04', '2027-03-03'],
  ['nodejs12.x', '2023-03-31', '2023-04-30'],
  ['python3.13 python3.14', '2029-06-30', '2029-08-31'],
  ['python3.12', '2028-10-31', '2029-01-10'],
  ['python3.11', '2027-06-30', '2027-08-31'],
  ['python3.10', '2026-10-31', '2027-03-03'],
  ['python3.9', '2025-12-15', '2027-03-03'],
  ['python3.8', '2024-10-14', '2027-03-03'],
  ['python3.7', '2023-12-04', '2027-03-03'],
  ['java8.al2 java11 java17', '2027-06-30'],
  ['java21 java25', '2029-06-30'],
  ['java8 go1.x provided', '2024-01-08'],
  ['dotnet8', '2026-11-10', '2027-03-03'],
  ['dotnet6', '2024-12-20'],
  ['ruby3.2', '2026-03-31'],
  ['ruby3.3', '2027-03-31'],
  ['ruby3.4', '2028-03-31'],
  ['ruby4.0', '2029-03-31'],
  ['provided.al2', '2026-07-31', '2027-03-03'],
  ['provided.al2023', '2029-06-30'],
  // Runtimes that ended earlier, from earlier editions of the same page of AWS.
  ['ruby2.7', '2023-12-07'],
  ['dotnet7', '2024-05-14'],
  ['dotnetcore3.1', '2023-04-03'],
  ['python3.6', '2022-07-18'],
  ['dotnetcore2.1', '2022-01-05'],
  ['nodejs10.x ruby2.5', '2021-07-30'],
  ['python2.7', '2021-07-15'],
  ['nodejs4.3 nodejs8.10', '2020-03-06'],
  ['nodejs6.10', '2019-08-12'],
  ['dotnetcore1.0', '2019-07-30'],
  ['dotnetcore2.0', '2019-05-30'],
  ['nodejs', '2016-10-31'],
];

const DATES: ReadonlyMap<string, RuntimeDates> = new Map(
  ROWS.flatMap(([names, deprecated, blocked = null]) =>
    names.split(' ').map((name): [string, RuntimeDates] => [name, { deprecated, blocked }]),
  ),
);

/** The dates of a runtime of AWS Lambda; null where they are not known. */
export function datesOf(runtime: string): RuntimeDates | null {
  return DATES.get(runtime) ?? null;
}
