import type { AwsPlace, Report } from '../model/index.js';

/** How a text may look; the machine formats ignore it. */
export interface Presentation {
  readonly colour: boolean;
  /** Columns; Infinity when unknown (piped). */
  readonly width: number;
  readonly verbose: boolean;
  /** Terminal hyperlinks (OSC 8). */
  readonly links: boolean;
  /** Wall time to show, null leaves it out. Not part of the Report, which is byte-stable. */
  readonly elapsedMillis: number | null;
  /** The folder that paths are named from, from the repository's root; only annotations of GitHub ask. */
  readonly folder?: string;
  /** Where functions run of which nothing says it; only AWS's own format asks. */
  readonly aws?: AwsPlace;
}

/**
 * Report → text. No IO, no clock; the same report and presentation give the same bytes. What it throws for a person (ScanError),
 * it throws before the first piece of text.
 */
export interface Reporter {
  /** Folder name below src/reporters and the word after --format. */
  readonly id: string;
  readonly title: string;
  /** Usual file extension, without a dot. */
  readonly extension: string;
  render(report: Report, presentation: Presentation): Iterable<string>;
}
