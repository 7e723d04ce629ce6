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
  /** Number of findings that the reader's filters left out of the report; only the text mentions it. */
  readonly hiddenFindings?: number;
  /** The folder to which paths are relative, from the repository's root; only annotations of GitHub use it. */
  readonly folder?: string;
  /** Account and region of functions whose own are unknown; only AWS's own format uses it. */
  readonly aws?: AwsPlace;
  /** Whether vulnerabilities of packages that are proven unreachable do not affect a function; only OpenVEX uses it. */
  readonly vexUnreachable?: boolean;
}

/**
 * Converts a report to text. No IO, no clock: the same report and presentation give the same bytes. An error for the
 * user (ScanError) is thrown before the first piece of text.
 */
export interface Reporter {
  /** Folder name below src/reporters and the word after --format. */
  readonly id: string;
  readonly title: string;
  /** Usual file extension, without a dot. */
  readonly extension: string;
  render(report: Report, presentation: Presentation): Iterable<string>;
}
