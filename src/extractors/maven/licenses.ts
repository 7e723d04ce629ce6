import { limitOf } from '../../files/index.js';

/** SPDX ids of licences by words that their names and addresses have, the first that fits. */
const IDS: readonly (readonly [RegExp, string])[] = [
  [
    /\bapache(?:[-_ ](?:software )?licen[cs]e)?[-_ ,]*(?:v(?:ersion)?\.? ?)?2(?:\.0)?\b|apache\.org\/licenses\/license-2\.0|^asl ?2/i,
    'Apache-2.0',
  ],
  [
    /\bepl[- ]?(?:v ?)?2\.0|eclipse public license[-, ]*(?:v(?:ersion)?\.? ?)?2\.0|legal\/epl-2\.0|epl-v20/i,
    'EPL-2.0',
  ],
  [/\bepl[- ]?(?:v ?)?1\.0|eclipse public license[-, ]*(?:v(?:ersion)?\.? ?)?1\.0|epl-v10/i, 'EPL-1.0'],
  [/\bedl\b|eclipse distribution license|edl-v10/i, 'BSD-3-Clause'],
  [/\bmit(?:[- ]0)\b/i, 'MIT-0'],
  [/^(?:the )?mit(?: licen[cs]e)?$|opensource\.org\/licenses\/mit/i, 'MIT'],
  [/bsd[- ]2|2-clause bsd|simplified bsd/i, 'BSD-2-Clause'],
  [/bsd[- ]3|3-clause bsd|new bsd|modified bsd|revised bsd/i, 'BSD-3-Clause'],
  [
    /\blgpl[-, ]*(?:v(?:ersion)?\.? ?)?2\.1|lesser general public license[-, ]*(?:v(?:ersion)?\.? ?)?2\.1/i,
    'LGPL-2.1-only',
  ],
  [/mpl[- ]2\.0|mozilla public license[-, ]*(?:v(?:ersion)?\.? ?)?2\.0/i, 'MPL-2.0'],
  [/\bcc0\b|publicdomain\/zero/i, 'CC0-1.0'],
  [
    /gpl2[- ]with[- ]classpath|gplv?2(?:\.0)?[- ](?:w\/|with )?cpe|classpath[- ]exception/i,
    'GPL-2.0-only WITH Classpath-exception-2.0',
  ],
  [/bouncy castle/i, 'MIT'],
];

function idOf(words: string): string {
  return IDS.find(([pattern]) => pattern.test(words))?.[1] ?? words;
}

/** The licences of a package: those that its pom names, else those of its manifest. */
export function javaLicenses(named: readonly string[], bundleLicense: string | undefined): readonly string[] {
  const words =
    named.length > 0 ? named : (bundleLicense?.split(',').map((part) => part.split(';')[0] ?? '') ?? []);
  const short = words
    .map((each) => each.trim())
    .filter((each) => each !== '' && each.length <= limitOf('licence-name'));
  return [...new Set(short.map(idOf))].slice(0, limitOf('licences'));
}
